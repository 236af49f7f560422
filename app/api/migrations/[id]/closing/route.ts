import { handle } from '@/lib/http/handle'
import { IdParams } from '@/lib/http/params'
import { TickClosingInput } from '@/lib/migration/schemas'
import { tickClosing } from '@/lib/migration/tick-closing'
import { MigrationView } from '@/lib/migration/view'

export const POST = handle({
  summary: 'Say that a thing of the closing list is done, or not after all',
  actor: 'user',
  right: 'migrations.move',
  params: IdParams,
  input: TickClosingInput,
  output: MigrationView,
  idempotent: true,
  run: (ctx, { params, input }) => tickClosing(ctx, params.id, input),
})
