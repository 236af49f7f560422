import 'server-only'
import { eq } from 'drizzle-orm'
import { requireRight } from '@/lib/auth/rights'
import { graphFor } from '@/lib/connections/graph-for'
import type { Context } from '@/lib/context'
import { migrations, templates } from '@/lib/db/schema'
import { withTransaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors/app-error'
import { translate } from '@/lib/errors/from-graph'
import type { Template, WholeTemplate } from '@/lib/graph/client'
import { isBeforeMove } from '@/lib/migration/machine'
import { type MigrationRow, ownMigration } from '@/lib/migration/rows'
import { keyOf, type TemplateKey } from '@/lib/migration/subject'
import { getTemplates } from './get-templates'
import { replaceTemplates, type TemplateKept } from './replace-templates'
import type { SourceTemplate, TemplatesView, ThereTemplate } from './view'

/**
 * Reads the templates of both accounts, the source's with all their parts, and keeps them. A source that cannot be read leaves
 * what is known of it, from before or from a file, as it is; so does a look at the `destination` alone, which is all that a
 * change there needs: an account without numbers has 200 calls an hour (contract 8.3).
 */
export async function readTemplates(
  ctx: Context,
  id: string,
  sides: 'both' | 'destination' = 'both',
): Promise<TemplatesView> {
  requireRight(ctx, 'migrations.move')
  const row = await ownMigration(ctx, id)
  if (row.destinationWabaId === null) throw new AppError('destination_empty')
  const { client } = await graphFor(ctx, row.connectionId)
  const from = sides === 'both' ? row.sourceWabaId : null
  const [source, there] = await Promise.all([
    from === null ? null : client.listWholeTemplates(from),
    client.listTemplates(row.destinationWabaId),
  ])
  if (!there.ok) throw new AppError(translate(there.failure, 'read').code)
  await keep(ctx, row, { sides, source: source?.ok ? source.value : null, there: there.value })
  return getTemplates(ctx, id)
}

type Lists = { sides: 'both' | 'destination'; source: readonly WholeTemplate[] | null; there: readonly Template[] }

async function keep(outer: Context, read: MigrationRow, { sides, source, there }: Lists): Promise<void> {
  await withTransaction(outer, async (ctx) => {
    const row = await ownMigration(ctx, read.id, 'lock')
    const isSame = row.sourceWabaId === read.sourceWabaId && row.destinationWabaId === read.destinationWabaId
    // Somebody chose other accounts meanwhile.
    if (!isSame) return
    const known = await ctx.db.select().from(templates).where(eq(templates.migrationId, row.id))
    const isFirst = row.templatesReadAt === null && isBeforeMove(row.status)
    const rows = new Map(known.map((one): [string, TemplateKept] => [keyOf(one), { ...one, there: null }]))
    const rowOf = ({ name, language }: TemplateKey): TemplateKept => {
      const key = keyOf({ name, language })
      const found = rows.get(key) ?? { migrationId: row.id, name, language, source: null, there: null, wasThere: false }
      rows.set(key, found)
      return found
    }
    if (source !== null) {
      for (const one of rows.values()) one.source = null
      for (const template of source) rowOf(template).source = toSource(template)
    }
    for (const template of there) {
      const one = rowOf(template)
      one.there = toThere(template)
      one.wasThere ||= isFirst
    }
    const all = await replaceTemplates(ctx, row.id, rows.values())
    const hasFile = all.some((one) => one.source?.from === 'file')
    await ctx.db
      .update(migrations)
      .set({
        templatesReadAt: ctx.now(),
        ...(sides === 'both' ? { sourceTemplatesReadable: source !== null || hasFile } : {}),
      })
      .where(eq(migrations.id, row.id))
  })
}

const toSource = (template: WholeTemplate): SourceTemplate => ({
  id: template.id,
  status: template.status ?? 'UNKNOWN',
  quality: template.quality ?? 'UNKNOWN',
  category: template.category ?? 'UNKNOWN',
  rejectedReason: template.rejectedReason,
  parameterFormat: template.parameterFormat,
  components: template.components,
  from: 'meta',
})

const toThere = ({ id, status, quality, category }: Template): ThereTemplate => ({
  id,
  status: status ?? 'UNKNOWN',
  quality: quality ?? 'UNKNOWN',
  category: category ?? 'UNKNOWN',
})
