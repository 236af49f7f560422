import 'server-only'
import { and, eq } from 'drizzle-orm'
import { requireRight } from '@/lib/auth/rights'
import type { Context } from '@/lib/context'
import { templates } from '@/lib/db/schema'
import { AppError } from '@/lib/errors/app-error'
import type { TemplateComponent } from '@/lib/graph/client'
import { ownMigration } from '@/lib/migration/rows'
import { runCommand } from '@/lib/migration/run-command'
import { shownAfter } from './copy-templates'
import { hasMedia } from './judge'
import { RecreateInput } from './schemas'
import type { TemplatesView } from './view'

/** Makes one template anew on the destination WABA from what was read of it, with the texts as edited. Meta reviews it again. */
export async function recreateTemplate(
  ctx: Context,
  id: string,
  input: RecreateInput,
  key: string,
): Promise<TemplatesView> {
  requireRight(ctx, 'migrations.move')
  const { version, name, language, category, newName = name, texts = {} } = RecreateInput.parse(input)
  await ownMigration(ctx, id)
  const [kept] = await ctx.db
    .select()
    .from(templates)
    .where(and(eq(templates.migrationId, id), eq(templates.name, name), eq(templates.language, language)))
  const source = kept?.source ?? null
  if (source?.components == null || hasMedia(source)) throw new AppError('not_found')
  const components = source.components.map((component, place) => edited(component, texts[place]))
  if (components.some((component) => component.text === '')) throw new AppError('template_text_empty')
  const template = { name: newName, language, category, parameterFormat: source.parameterFormat, components }
  await runCommand(ctx, {
    command: 'create_template',
    migrationId: id,
    version,
    key,
    subject: { of: 'template', template: { name: newName, language } },
    send: (client, { destinationWabaId }) => {
      if (destinationWabaId === null) throw new AppError('destination_empty')
      return client.createTemplate({ wabaId: destinationWabaId, template })
    },
    done: () => ({ outcome: 'done' }),
  })
  return shownAfter(ctx, id)
}

const edited = (component: TemplateComponent, text: string | undefined): TemplateComponent =>
  typeof component.text === 'string' && text !== undefined ? { ...component, text: text.trim() } : component
