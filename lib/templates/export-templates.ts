import 'server-only'
import { eq } from 'drizzle-orm'
import type { Context } from '@/lib/context'
import { templates } from '@/lib/db/schema'
import { ownMigration } from '@/lib/migration/rows'

/** What is known of the source's templates, as a file that `importTemplates` reads again. */
export async function exportTemplates(ctx: Context, id: string): Promise<string> {
  const row = await ownMigration(ctx, id)
  const kept = await ctx.db.select().from(templates).where(eq(templates.migrationId, id))
  const list = kept
    .flatMap(({ name, language, source }) => (source === null ? [] : [{ name, language, source }]))
    .sort((a, b) => a.name.localeCompare(b.name, 'en') || a.language.localeCompare(b.language, 'en'))
    .map(({ name, language, source }) => ({
      id: source.id,
      name,
      language,
      status: source.status,
      category: source.category,
      quality: source.quality,
      rejected_reason: source.rejectedReason,
      parameter_format: source.parameterFormat,
      components: source.components,
    }))
  return `${JSON.stringify({ reference: row.reference, wabaId: row.sourceWabaId, templates: list }, null, 2)}\n`
}
