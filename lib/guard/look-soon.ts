import 'server-only'
import { and, eq, gt, inArray, type SQL, sql } from 'drizzle-orm'
import type { Context } from '@/lib/context'
import { migrations } from '@/lib/db/schema'
import { WATCH_QUEUE, wake } from '@/lib/migration/wake'
import { AFTER_A_PRESS, GUARD_FOR } from './gaps'

/** Meta says that something about these accounts changed: whatever moved to them in the last 48 hours gets a look now. */
export async function guardAccounts(ctx: Context, wabaIds: readonly string[]): Promise<number> {
  // The simulated Meta of practice has accounts of its own.
  const those = and(eq(migrations.realm, 'live'), inArray(migrations.destinationWabaId, [...wabaIds]))
  return lookBy(ctx, those, ctx.now())
}

/** Somebody has pressed what may mend it. */
export async function guardAfterPress(ctx: Context, migrationId: string): Promise<void> {
  await lookBy(ctx, eq(migrations.id, migrationId), new Date(ctx.now().getTime() + AFTER_A_PRESS))
}

async function lookBy(ctx: Context, those: SQL | undefined, at: Date): Promise<number> {
  const found = await ctx.db
    .update(migrations)
    .set({ guardAt: sql`least(coalesce(${migrations.guardAt}, 'infinity'), ${at.toISOString()}::timestamptz)` })
    .where(
      and(
        those,
        sql`${migrations.status} = 'confirmed'`,
        gt(migrations.confirmedAt, new Date(ctx.now().getTime() - GUARD_FOR)),
      ),
    )
    .returning({ id: migrations.id })
  for (const { id } of found) await wake(ctx, id, at, WATCH_QUEUE)
  return found.length
}
