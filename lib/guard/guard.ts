import 'server-only'
import { and, asc, eq, gt, inArray, isNull, lte, or, type SQL, sql } from 'drizzle-orm'
import { graphFor } from '@/lib/connections/graph-for'
import type { Context } from '@/lib/context'
import { connections, guardFindings, migrations } from '@/lib/db/schema'
import { withTransaction } from '@/lib/db/transaction'
import { isAppError } from '@/lib/errors/app-error'
import type { GraphFailure } from '@/lib/graph/client'
import { log } from '@/lib/log'
import type { MigrationRow } from '@/lib/migration/rows'
import { takeShare } from '@/lib/migration/watch-share'
import { A_WHILE, GUARD_FOR, LOOKS_AT, nextGuardLook } from './gaps'
import { keepLook } from './keep-look'
import { GUARD_KINDS } from './kinds'
import { readFacts } from './read-facts'

/** How many looks one sweep makes; the next one goes on. */
const MOST = 50

/** Every number that moved in the last 48 hours and whose next look is due, the longest waiting first. */
export async function guardDue(ctx: Context): Promise<void> {
  const due = await ctx.db
    .select({ id: migrations.id })
    .from(migrations)
    .where(isDue(ctx))
    .orderBy(asc(sql`coalesce(${migrations.guardAt}, ${migrations.confirmedAt})`))
    .limit(MOST)
  for (const { id } of due) {
    if (ctx.host.isDraining()) return
    await guard(ctx, id)
  }
}

/** Nothing that moved longer ago is ever due, whatever its row says: so the watch ends by itself. */
function isDue(ctx: Context): SQL | undefined {
  const now = ctx.now().getTime()
  return and(
    // As the index has it.
    sql`${migrations.status} = 'confirmed'`,
    gt(migrations.confirmedAt, new Date(now - GUARD_FOR)),
    or(
      lte(migrations.guardAt, new Date(now)),
      and(isNull(migrations.guardAt), lte(migrations.confirmedAt, new Date(now - (LOOKS_AT[0] ?? 0)))),
    ),
  )
}

/** Looks at one number that has moved, if it is time to. Only ever reads; two who ask at once make one look. */
export async function guard(ctx: Context, migrationId: string): Promise<void> {
  const claimed = await claim(ctx, migrationId)
  if (claimed === null) return
  const { row, at } = claimed
  try {
    const { client } = await graphFor(ctx, row.connectionId)
    const look = await readFacts(client, row)
    await ('facts' in look ? keepLook(ctx, row.id, look.facts, at) : lookLater(ctx, row, look.hole))
  } catch (error) {
    // A token that no longer opens is said on the pages; the next look comes at its time.
    log.warn('guard_failed', { migrationId, ...(isAppError(error) ? { code: error.code } : { error }) })
  }
}

/** The next look is planned before this one is made, so that a process that dies with it is only late. */
async function claim(outer: Context, migrationId: string): Promise<{ row: MigrationRow; at: Date } | null> {
  return withTransaction(outer, async (ctx) => {
    const at = ctx.now()
    const [found] = await ctx.db
      .select({ row: migrations, removedAt: connections.removedAt, problem: connections.problem })
      .from(migrations)
      .innerJoin(connections, eq(connections.id, migrations.connectionId))
      .where(and(eq(migrations.id, migrationId), isDue(ctx)))
      .for('update', { of: migrations, skipLocked: true })
    if (found === undefined || found.row.confirmedAt === null) return null
    const { row, removedAt, problem } = found
    const plan = (guardAt: Date) => ctx.db.update(migrations).set({ guardAt }).where(eq(migrations.id, row.id))
    if (row.quarantinedAt !== null || removedAt !== null || problem !== null) {
      // Others may mend it; nothing is asked of Meta meanwhile.
      await plan(new Date(at.getTime() + A_WHILE))
      return null
    }
    const room = await takeShare(ctx, row)
    await plan(room ?? nextGuardLook(found.row.confirmedAt, at, await isWrong(ctx, row.id)))
    return room === null ? { row, at } : null
  })
}

/** A category never gets well again: it is only another one. */
const MENDABLE = GUARD_KINDS.filter((kind) => kind !== 'template_category')

async function isWrong(ctx: Context, migrationId: string): Promise<boolean> {
  const open = await ctx.db
    .select({ id: guardFindings.id })
    .from(guardFindings)
    .where(
      and(
        eq(guardFindings.migrationId, migrationId),
        isNull(guardFindings.overAt),
        inArray(guardFindings.kind, MENDABLE),
      ),
    )
    .limit(1)
  return open.length > 0
}

/** Sooner than planned, but not before Meta allows it. */
async function lookLater(ctx: Context, row: MigrationRow, hole: GraphFailure | null): Promise<void> {
  const asked = hole?.kind === 'api' ? (hole.waitSeconds ?? 0) * 1000 : 0
  const guardAt = new Date(ctx.now().getTime() + Math.max(A_WHILE, asked))
  await ctx.db.update(migrations).set({ guardAt }).where(eq(migrations.id, row.id))
}
