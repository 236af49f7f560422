import 'server-only'
import { and, asc, eq, lte } from 'drizzle-orm'
import type { Context } from '@/lib/context'
import { connections, migrations } from '@/lib/db/schema'
import { withTransaction } from '@/lib/db/transaction'
import { isAppError } from '@/lib/errors/app-error'
import type { GraphFailure } from '@/lib/graph/client'
import { log } from '@/lib/log'
import { isBeforeMove, isLive } from './machine'
import { attemptsOf, type MigrationRow } from './rows'
import { readChecks } from './run-checks'
import { nextLook } from './watch-gaps'
import { takeShare } from './watch-share'

/** How many looks one sweep makes; the next one goes on. */
const MOST = 50

/** Everything whose next look is due, the longest waiting first. */
export async function watchDue(ctx: Context): Promise<void> {
  const due = await ctx.db
    .select({ id: migrations.id })
    .from(migrations)
    .where(lte(migrations.watchAt, ctx.now()))
    .orderBy(asc(migrations.watchAt))
    .limit(MOST)
  for (const { id } of due) {
    if (ctx.host.isDraining()) return
    await watch(ctx, id)
  }
}

/** Reads from Meta again what others must mend, if it is time to. Only ever reads; two who ask at once make one read. */
export async function watch(ctx: Context, migrationId: string): Promise<void> {
  const row = await claim(ctx, migrationId)
  if (row === null) return
  try {
    const hole = await readChecks(ctx, row)
    if (hole !== null) await stayAway(ctx, row, hole)
  } catch (error) {
    // A token that no longer opens is said on the pages; the next look comes at its time.
    log.warn('watch_failed', { migrationId, ...(isAppError(error) ? { code: error.code } : { error }) })
  }
}

/** The next look is planned before this one is made, so that a process that dies with it is only late. */
async function claim(outer: Context, migrationId: string): Promise<MigrationRow | null> {
  return withTransaction(outer, async (ctx) => {
    const now = ctx.now()
    const [found] = await ctx.db
      .select({ row: migrations, removedAt: connections.removedAt, problem: connections.problem })
      .from(migrations)
      .innerJoin(connections, eq(connections.id, migrations.connectionId))
      .where(and(eq(migrations.id, migrationId), lte(migrations.watchAt, now)))
      .for('update', { of: migrations, skipLocked: true })
    if (found === undefined) return null
    const { row, removedAt, problem } = found
    const plan = (watchAt: Date | null, watchCount = row.watchCount) =>
      ctx.db.update(migrations).set({ watchAt, watchCount }).where(eq(migrations.id, row.id))
    const since = row.watchSince ?? now
    const following = nextLook(row.watchCount + 1, since, now)
    const over = !isBeforeMove(row.status) || row.destinationWabaId === null || removedAt !== null || problem !== null
    if (over || following === null) {
      await plan(null)
      return null
    }
    if (row.quarantinedAt !== null || (await attemptsOf(ctx, row.id)).some((attempt) => isLive(attempt.state))) {
      await plan(nextLook(0, since, now))
      return null
    }
    const room = await takeShare(ctx, row)
    await (room === null ? plan(following, row.watchCount + 1) : plan(room))
    return room === null ? row : null
  })
}

/** As long as Meta asks for, when it does. */
async function stayAway(ctx: Context, row: MigrationRow, hole: GraphFailure): Promise<void> {
  const seconds = hole.kind === 'api' ? (hole.waitSeconds ?? 0) : 0
  if (seconds === 0) return
  const until = new Date(ctx.now().getTime() + seconds * 1000)
  await ctx.db
    .update(migrations)
    .set({ watchAt: until })
    .where(and(eq(migrations.id, row.id), lte(migrations.watchAt, until)))
}
