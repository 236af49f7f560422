import 'server-only'
import { desc, eq } from 'drizzle-orm'
import type { Context } from '@/lib/context'
import { guardFindings } from '@/lib/db/schema'
import type { MigrationRow } from '@/lib/migration/rows'
import { guardUntil } from './gaps'
import { toFindingView } from './to-view'
import type { GuardView } from './view'

/** Null: there was nothing to keep an eye on, or nobody did. */
export async function getGuard(ctx: Context, row: MigrationRow): Promise<GuardView | null> {
  if (row.status !== 'confirmed' || row.confirmedAt === null) return null
  const until = guardUntil(row.confirmedAt)
  const ended = until <= ctx.now()
  if (ended && row.guardLookedAt === null) return null
  const findings = await ctx.db
    .select()
    .from(guardFindings)
    .where(eq(guardFindings.migrationId, row.id))
    .orderBy(desc(guardFindings.at), guardFindings.id)
  return {
    until: until.toISOString(),
    ended,
    lastLookAt: row.guardLookedAt?.toISOString() ?? null,
    findings: findings.map(toFindingView),
  }
}
