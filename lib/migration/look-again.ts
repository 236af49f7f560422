import 'server-only'
import { and, eq, inArray, isNotNull, or } from 'drizzle-orm'
import type { Context } from '@/lib/context'
import { migrations } from '@/lib/db/schema'
import { isBeforeMove, STATUSES } from './machine'
import { WATCH_QUEUE, wake } from './wake'

/** Meta says that something about these accounts changed: whoever moves a number from or to them gets a look now. */
export async function lookAgain(ctx: Context, wabaIds: readonly string[]): Promise<number> {
  const now = ctx.now()
  const found = await ctx.db
    .update(migrations)
    .set({ watchAt: now, watchCount: 0, watchSince: now })
    .where(
      and(
        // The simulated Meta of practice has accounts of its own.
        eq(migrations.realm, 'live'),
        or(inArray(migrations.sourceWabaId, [...wabaIds]), inArray(migrations.destinationWabaId, [...wabaIds])),
        isNotNull(migrations.destinationWabaId),
        inArray(migrations.status, STATUSES.filter(isBeforeMove)),
      ),
    )
    .returning({ id: migrations.id })
  for (const { id } of found) await wake(ctx, id, now, WATCH_QUEUE)
  return found.length
}
