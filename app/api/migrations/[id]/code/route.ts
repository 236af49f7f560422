import { handle } from '@/lib/http/handle'
import { IdParams } from '@/lib/http/params'
import { requestCode } from '@/lib/migration/request-code'
import { RequestCodeInput } from '@/lib/migration/schemas'
import { MigrationView } from '@/lib/migration/view'

export const POST = handle({
  summary: 'Ask Meta to send a verification code',
  actor: 'user',
  right: 'migrations.move',
  params: IdParams,
  input: RequestCodeInput,
  output: MigrationView,
  idempotent: true,
  run: (ctx, { params, input, idempotencyKey }) => requestCode(ctx, params.id, input, idempotencyKey),
})
