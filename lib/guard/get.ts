import 'server-only'
import { eq } from 'drizzle-orm'
import type { Context } from '@/lib/context'
import { guardFindings } from '@/lib/db/schema'
import type { MigrationRow } from '@/lib/migration/rows'
import { guardUntil } from './gaps'
import { byWeight } from './kinds'
import { toFindingView } from './to-view'
import type { GuardView } from './view'

/** Null: there was nothing to keep an eye on, or nobody did. */
export async function getGuard(ctx: Context, row: MigrationRow): Promise<GuardView | null> {
  if (row.status !== 'confirmed' || row.confirmedAt === null) return null
  const until = guardUntil(row.confirmedAt)
  const ended = until <= ctx.now()
  if (ended && row.guardLookedAt === null) return null
  const findings = await ctx.db.select().from(guardFindings).where(eq(guardFindings.migrationId, row.id))
  return {
    until: until.toISOString(),
    ended,
    lastLookAt: row.guardLookedAt?.toISOString() ?? null,
    findings: findings.sort(newestAndWorstFirst).map(toFindingView),
  }
}

type Finding = typeof guardFindings.$inferSelect

const newestAndWorstFirst = (a: Finding, b: Finding): number => b.at.getTime() - a.at.getTime() || byWeight(a, b)
