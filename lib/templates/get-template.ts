import 'server-only'
import { and, eq } from 'drizzle-orm'
import type { Context } from '@/lib/context'
import { templates } from '@/lib/db/schema'
import { AppError } from '@/lib/errors/app-error'
import { ownMigration } from '@/lib/migration/rows'
import type { TemplateKey } from '@/lib/migration/subject'
import { byHand } from './by-hand'
import type { TemplateText } from './view'

/** One template of the source with all its parts, as it was read. */
export async function getTemplate(ctx: Context, id: string, key: TemplateKey): Promise<TemplateText> {
  await ownMigration(ctx, id)
  const [kept] = await ctx.db
    .select()
    .from(templates)
    .where(and(eq(templates.migrationId, id), eq(templates.name, key.name), eq(templates.language, key.language)))
  if (kept?.source?.components == null) throw new AppError('not_found')
  const { category, parameterFormat, components } = kept.source
  return {
    name: kept.name,
    language: kept.language,
    category,
    parameterFormat,
    components,
    byHand: byHand(kept.source),
  }
}
