import 'server-only'
import { and, eq } from 'drizzle-orm'
import { requireRight } from '@/lib/auth/rights'
import type { Context } from '@/lib/context'
import { templates } from '@/lib/db/schema'
import { AppError } from '@/lib/errors/app-error'
import { ownMigration } from '@/lib/migration/rows'
import { runCommand } from '@/lib/migration/run-command'
import type { TemplateKey } from '@/lib/migration/subject'
import { byHand } from './by-hand'
import { shownAfter } from './copy-templates'
import { RecreateInput } from './schemas'
import type { TemplatePart, TemplatesView } from './view'

/** Makes one template anew on the destination WABA from what was read of it, with the texts as edited. Meta reviews it again. */
export async function recreateTemplate(
  ctx: Context,
  id: string,
  input: RecreateInput,
  key: string,
): Promise<TemplatesView> {
  requireRight(ctx, 'migrations.move')
  const { version, name, language, category, newName = name, texts = {} } = RecreateInput.parse(input)
  const { destinationWabaId: to } = await ownMigration(ctx, id)
  if (to === null) throw new AppError('destination_empty')
  const source = (await find(ctx, id, { name, language }))?.source ?? null
  if (source?.components == null || byHand(source) !== null) throw new AppError('not_found')
  const components = source.components.map((component, place) => edited(component, texts[place]))
  const empty = components.find((component) => component.text === '')
  if (empty !== undefined) throw new AppError('template_text_empty', {}, { field: empty.type.toLowerCase() })
  const template = { name: newName, language, category, parameterFormat: source.parameterFormat, components }
  await runCommand(ctx, {
    command: 'create_template',
    migrationId: id,
    version,
    key,
    subject: { of: 'template', from: name, to, template: { name: newName, language } },
    guard: async (tx, row) => {
      if (row.destinationWabaId !== to) throw new AppError('migration_changed')
      // Afterwards a look at the list could not tell it from the one that was asked for.
      const same = await find(tx, id, { name: newName, language })
      if (same !== undefined && same.there !== null) throw new AppError('template_exists')
    },
    send: (client) => client.createTemplate({ wabaId: to, template }),
    done: () => ({ outcome: 'done' }),
  })
  return shownAfter(ctx, id)
}

async function find(ctx: Context, id: string, { name, language }: TemplateKey) {
  const [kept] = await ctx.db
    .select()
    .from(templates)
    .where(and(eq(templates.migrationId, id), eq(templates.name, name), eq(templates.language, language)))
  return kept
}

const edited = (part: TemplatePart, text: string | undefined): TemplatePart =>
  typeof part.text === 'string' && text !== undefined ? { ...part, text: text.trim() } : part
