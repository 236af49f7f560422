import { handle } from '@/lib/http/handle'
import { IdParams } from '@/lib/http/params'
import { VersionInput } from '@/lib/migration/schemas'
import { subscribeApp } from '@/lib/migration/subscribe-app'
import { MigrationView } from '@/lib/migration/view'

export const POST = handle({
  summary: 'Subscribe the app to the destination WABA',
  actor: 'user',
  right: 'migrations.move',
  params: IdParams,
  input: VersionInput,
  output: MigrationView,
  idempotent: true,
  run: (ctx, { params, input, idempotencyKey }) => subscribeApp(ctx, params.id, input, idempotencyKey),
})
