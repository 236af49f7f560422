import { handle } from '@/lib/http/handle'
import { IdParams } from '@/lib/http/params'
import { recreateTemplate } from '@/lib/templates/recreate-template'
import { RecreateInput } from '@/lib/templates/schemas'
import { TemplatesView } from '@/lib/templates/view'

export const POST = handle({
  summary: 'Make one template anew on the destination WABA',
  actor: 'user',
  right: 'migrations.move',
  params: IdParams,
  input: RecreateInput,
  output: TemplatesView,
  idempotent: true,
  run: (ctx, { params, input, idempotencyKey }) => recreateTemplate(ctx, params.id, input, idempotencyKey),
})
