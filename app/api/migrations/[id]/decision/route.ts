import { handle } from '@/lib/http/handle'
import { IdParams } from '@/lib/http/params'
import { decide } from '@/lib/migration/decide'
import { DecideInput } from '@/lib/migration/schemas'
import { MigrationView } from '@/lib/migration/view'

export const POST = handle({
  summary: 'Say what became of a call that no read can tell',
  actor: 'user',
  right: 'migrations.decide',
  params: IdParams,
  input: DecideInput,
  output: MigrationView,
  idempotent: true,
  run: (ctx, { params, input }) => decide(ctx, params.id, input),
})
