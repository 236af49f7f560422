import { handle } from '@/lib/http/handle'
import { IdParams } from '@/lib/http/params'
import { copyTemplates } from '@/lib/templates/copy-templates'
import { getTemplates } from '@/lib/templates/get-templates'
import { CopyInput } from '@/lib/templates/schemas'
import { TemplatesView } from '@/lib/templates/view'

export const GET = handle({
  summary: 'Get what is known of the templates of both accounts',
  actor: 'user',
  right: 'migrations.see',
  params: IdParams,
  output: TemplatesView,
  run: (ctx, { params }) => getTemplates(ctx, params.id),
})

export const POST = handle({
  summary: 'Have Meta copy templates into the destination WABA',
  actor: 'user',
  right: 'migrations.move',
  params: IdParams,
  input: CopyInput,
  output: TemplatesView,
  idempotent: true,
  run: (ctx, { params, input, idempotencyKey }) => copyTemplates(ctx, params.id, input, idempotencyKey),
})
