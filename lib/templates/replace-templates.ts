import 'server-only'
import { eq } from 'drizzle-orm'
import type { Context } from '@/lib/context'
import { templates } from '@/lib/db/schema'

export type TemplateKept = typeof templates.$inferSelect

/** A statement takes 65,535 values. */
const ROWS = 1000

/** What is kept of a migration's templates, all of it anew. Call in a transaction, with the migration locked. */
export async function replaceTemplates(
  ctx: Context,
  migrationId: string,
  rows: Iterable<TemplateKept>,
): Promise<TemplateKept[]> {
  const kept = [...rows].filter((row) => row.source !== null || row.there !== null)
  await ctx.db.delete(templates).where(eq(templates.migrationId, migrationId))
  for (let start = 0; start < kept.length; start += ROWS) {
    await ctx.db.insert(templates).values(kept.slice(start, start + ROWS))
  }
  return kept
}
