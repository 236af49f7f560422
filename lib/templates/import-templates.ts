import 'server-only'
import { eq } from 'drizzle-orm'
import { requireRight } from '@/lib/auth/rights'
import type { Context } from '@/lib/context'
import { migrations, templates } from '@/lib/db/schema'
import { withTransaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors/app-error'
import { parseJson } from '@/lib/graph/schemas'
import { ownMigration } from '@/lib/migration/rows'
import { keyOf } from '@/lib/migration/subject'
import { getTemplates } from './get-templates'
import { replaceTemplates, type TemplateKept } from './replace-templates'
import { ImportInput, TemplateFile } from './schemas'
import type { SourceTemplate, TemplatesView } from './view'

/**
 * What the source has, from a file, where the source itself cannot be read: Meta's own list, or what we wrote down earlier. What
 * was read from Meta is never overruled.
 */
export async function importTemplates(outer: Context, id: string, input: ImportInput): Promise<TemplatesView> {
  requireRight(outer, 'migrations.move')
  const found = readFile(ImportInput.parse(input).file)
  await withTransaction(outer, async (ctx) => {
    const row = await ownMigration(ctx, id, 'lock')
    const known = await ctx.db.select().from(templates).where(eq(templates.migrationId, id))
    if (known.some(({ source }) => source?.from === 'meta')) throw new AppError('templates_known')
    const rows = new Map(known.map((one): [string, TemplateKept] => [keyOf(one), { ...one, source: null }]))
    for (const { name, language, source } of found) {
      const there = rows.get(keyOf({ name, language }))
      const plain = { migrationId: id, name, language, there: null, wasThere: false }
      rows.set(keyOf({ name, language }), { ...(there ?? plain), source })
    }
    await replaceTemplates(ctx, id, rows.values())
    await ctx.db.update(migrations).set({ sourceTemplatesReadable: true }).where(eq(migrations.id, row.id))
  })
  return getTemplates(outer, id)
}

/** What PostgreSQL cannot keep: NUL, and halves of characters. JSON writes both as escapes. */
const UNKEEPABLE = /\\u(?:0000|d[89a-f])/

function readFile(text: string): { name: string; language: string; source: SourceTemplate }[] {
  const read = TemplateFile.safeParse(parseJson(text))
  if (!read.success || UNKEEPABLE.test(JSON.stringify(read.data))) throw new AppError('template_file_format')
  return read.data.map((one) => ({
    name: one.name,
    language: one.language,
    source: {
      id: one.id ?? null,
      status: one.status ?? 'UNKNOWN',
      quality: (one.quality ?? one.quality_score ?? 'UNKNOWN').toUpperCase(),
      category: one.category ?? 'UNKNOWN',
      rejectedReason: one.rejected_reason ?? null,
      parameterFormat: one.parameter_format ?? null,
      components: one.components ?? null,
      from: 'file',
    },
  }))
}
