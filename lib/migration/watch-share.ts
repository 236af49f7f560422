import 'server-only'
import { eq, lte, sql } from 'drizzle-orm'
import type { Context } from '@/lib/context'
import { watchShares } from '@/lib/db/schema'
import { accountScope, type MigrationRow } from './rows'

/** An account without numbers allows 200 calls an hour, each part of a batch counted (contract 8.3, 8.4). */
export const SHARE_PER_HOUR = 40
/** What one look asks of the destination, with room for a second page; a test counts. */
export const CALLS_OF_A_LOOK = 10

/** How long one look fills the share, and how far ahead of it looks may run: two at once, six in the worst hour. */
const FILLS = (CALLS_OF_A_LOOK / SHARE_PER_HOUR) * 60 * 60_000
const AHEAD = FILLS

/** Takes one look at the destination out of the share of its calls; null when it is taken, else from when on it can be. */
export async function takeShare(ctx: Context, row: MigrationRow): Promise<Date | null> {
  const scope = accountScope(row)
  const now = ctx.now().getTime()
  const filled = sql`greatest(${watchShares.usedUntil}, ${ctx.now().toISOString()}::timestamptz) + ${FILLS} * interval '1 ms'`
  const taken = await ctx.db
    .insert(watchShares)
    .values({ scope, usedUntil: new Date(now + FILLS) })
    .onConflictDoUpdate({
      target: watchShares.scope,
      set: { usedUntil: filled },
      setWhere: lte(watchShares.usedUntil, new Date(now + AHEAD)),
    })
    .returning({ scope: watchShares.scope })
  if (taken.length > 0) return null
  const [used] = await ctx.db.select().from(watchShares).where(eq(watchShares.scope, scope))
  return new Date((used?.usedUntil.getTime() ?? now) - AHEAD)
}
