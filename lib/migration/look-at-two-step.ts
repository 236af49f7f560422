import 'server-only'
import { and, eq } from 'drizzle-orm'
import { requireRight } from '@/lib/auth/rights'
import { graphFor } from '@/lib/connections/graph-for'
import type { Context } from '@/lib/context'
import { checks } from '@/lib/db/schema'
import { getMigration } from './get'
import { isBeforeMove } from './machine'
import { ownMigration } from './rows'
import { runChecks } from './run-checks'
import type { MigrationView } from './view'

/** However many pages are open: an account may be asked 200 times an hour (contract 8.3). */
const LOOK_EVERY_MS = 30_000

/**
 * One read of the number where it is now, which costs the destination nothing. Batched reads count one by one (contract
 * 8.4), so all the others are read again only when this one has changed.
 */
export async function lookAtTwoStep(ctx: Context, id: string): Promise<MigrationView> {
  requireRight(ctx, 'migrations.move')
  const row = await ownMigration(ctx, id)
  const ofNumber = and(eq(checks.migrationId, id), eq(checks.kind, 'two_step_off'))
  const [known] = await ctx.db.select().from(checks).where(ofNumber)
  const due = known !== undefined && ctx.now().getTime() - known.readAt.getTime() >= LOOK_EVERY_MS
  if (!due || row.sourcePhoneNumberId === null || !isBeforeMove(row.status)) return getMigration(ctx, id)

  const { client } = await graphFor(ctx, row.connectionId)
  // Whoever sets the time looks; the others, who saw the same old time, do not.
  const lookedAt = ctx.now()
  const since = (time: Date) => and(ofNumber, eq(checks.readAt, time))
  const taken = await ctx.db.update(checks).set({ readAt: lookedAt }).where(since(known.readAt)).returning()
  if (taken.length === 0) return getMigration(ctx, id)
  const number = await client.phoneNumber(row.sourcePhoneNumberId)
  const on = number.ok ? number.value.isPinEnabled : null
  if (on === null) {
    await ctx.db.update(checks).set({ readAt: known.readAt }).where(since(lookedAt))
  } else if (known.outcome !== (on ? 'fail' : 'pass')) {
    return runChecks(ctx, id, {})
  }
  return getMigration(ctx, id)
}
