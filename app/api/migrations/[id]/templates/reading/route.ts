import { handle } from '@/lib/http/handle'
import { IdParams } from '@/lib/http/params'
import { readTemplates } from '@/lib/templates/read-templates'
import { TemplatesView } from '@/lib/templates/view'

export const POST = handle({
  summary: 'Read the templates of both accounts from Meta',
  actor: 'user',
  right: 'migrations.move',
  params: IdParams,
  output: TemplatesView,
  idempotent: true,
  run: (ctx, { params }) => readTemplates(ctx, params.id),
})
