import { handle } from '@/lib/http/handle'
import { IdParams } from '@/lib/http/params'
import { exportTemplates } from '@/lib/templates/export-templates'
import { importTemplates } from '@/lib/templates/import-templates'
import { ImportInput, REQUEST_LIMIT } from '@/lib/templates/schemas'
import { TemplatesView } from '@/lib/templates/view'

export const GET = handle({
  summary: "Download what is known of the source's templates",
  actor: 'user',
  right: 'migrations.see',
  params: IdParams,
  run: async (ctx, { params }) =>
    new Response(await exportTemplates(ctx, params.id), {
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-disposition': 'attachment; filename="templates.json"',
      },
    }),
})

export const POST = handle({
  summary: "Tell the source's templates by a file, where Meta does not show them",
  actor: 'user',
  right: 'migrations.move',
  params: IdParams,
  input: ImportInput,
  maxBytes: REQUEST_LIMIT,
  output: TemplatesView,
  idempotent: true,
  run: (ctx, { params, input }) => importTemplates(ctx, params.id, input),
})
