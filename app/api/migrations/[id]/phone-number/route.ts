import { handle } from '@/lib/http/handle'
import { IdParams } from '@/lib/http/params'
import { addNumber } from '@/lib/migration/add-number'
import { VersionInput } from '@/lib/migration/schemas'
import { MigrationView } from '@/lib/migration/view'

export const POST = handle({
  summary: 'Add the number to the destination WABA',
  actor: 'user',
  right: 'migrations.move',
  params: IdParams,
  input: VersionInput,
  output: MigrationView,
  idempotent: true,
  run: (ctx, { params, input, idempotencyKey }) => addNumber(ctx, params.id, input, idempotencyKey),
})
