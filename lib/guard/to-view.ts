import type { guardFindings } from '@/lib/db/schema'
import type { FindingView } from './view'

export const toFindingView = (row: typeof guardFindings.$inferSelect): FindingView => ({
  id: row.id,
  kind: row.kind,
  subject: row.subject,
  facts: row.facts,
  at: row.at.toISOString(),
  overAt: row.overAt?.toISOString() ?? null,
})
