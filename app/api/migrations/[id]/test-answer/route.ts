import { handle } from '@/lib/http/handle'
import { IdParams } from '@/lib/http/params'
import { VersionInput } from '@/lib/migration/schemas'
import { MigrationView } from '@/lib/migration/view'
import { answerTest } from '@/lib/proof/answer-test'

export const POST = handle({
  summary: 'Answer whoever sent the test words to the moved number',
  actor: 'user',
  right: 'migrations.move',
  params: IdParams,
  input: VersionInput,
  output: MigrationView,
  idempotent: true,
  run: (ctx, { params, input, idempotencyKey }) => answerTest(ctx, params.id, input, idempotencyKey),
})
