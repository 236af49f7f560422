import { checkConnection } from '@/lib/connections/check'
import { ConnectionView } from '@/lib/connections/view'
import { handle } from '@/lib/http/handle'
import { IdParams } from '@/lib/http/params'

export const POST = handle({
  summary: 'Ask Meta again what the token is and reaches',
  actor: 'user',
  right: 'connections.check',
  params: IdParams,
  output: ConnectionView,
  idempotent: true,
  run: (ctx, { params }) => checkConnection(ctx, params.id),
})
