import { handle } from '@/lib/http/handle'
import { IdParams } from '@/lib/http/params'
import { confirmCheck } from '@/lib/migration/confirm-check'
import { runChecks } from '@/lib/migration/run-checks'
import { ConfirmCheckInput, ReadChecksInput } from '@/lib/migration/schemas'
import { MigrationView } from '@/lib/migration/view'

export const POST = handle({
  summary: 'Read every prerequisite from Meta again',
  actor: 'user',
  right: 'migrations.move',
  params: IdParams,
  input: ReadChecksInput,
  output: MigrationView,
  idempotent: true,
  run: (ctx, { params, input }) => runChecks(ctx, params.id, input),
})

export const PATCH = handle({
  summary: 'Answer for a prerequisite that cannot be read',
  actor: 'user',
  right: 'migrations.move',
  params: IdParams,
  input: ConfirmCheckInput,
  output: MigrationView,
  run: (ctx, { params, input }) => confirmCheck(ctx, params.id, input),
})
