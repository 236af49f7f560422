import { handle } from '@/lib/http/handle'
import { IdParams } from '@/lib/http/params'
import { MigrationView } from '@/lib/migration/view'
import { SendTestInput } from '@/lib/proof/schemas'
import { sendTest } from '@/lib/proof/send-test'

export const POST = handle({
  summary: 'Send one template from the moved number to one phone, whose number is not kept',
  actor: 'user',
  right: 'migrations.move',
  params: IdParams,
  input: SendTestInput,
  output: MigrationView,
  idempotent: true,
  run: (ctx, { params, input, idempotencyKey }) => sendTest(ctx, params.id, input, idempotencyKey),
})
