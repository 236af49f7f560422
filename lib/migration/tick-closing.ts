import 'server-only'
import { eq } from 'drizzle-orm'
import { requireRight } from '@/lib/auth/rights'
import type { Context } from '@/lib/context'
import { migrations } from '@/lib/db/schema'
import { withTransaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors/app-error'
import { appendEvent } from '@/lib/events/append'
import type { ClosingItem, ClosingTicks } from './closing'
import { getMigration } from './get'
import { isAfterMove } from './machine'
import { type MigrationRow, ownMigration } from './rows'
import { TickClosingInput } from './schemas'
import type { MigrationView } from './view'

/**
 * A person says that one thing of the closing list is done, or not after all. Nothing at Meta hangs on it, so it changes no
 * version: everybody else's page stays good.
 */
export async function tickClosing(outer: Context, id: string, input: TickClosingInput): Promise<MigrationView> {
  requireRight(outer, 'migrations.move')
  const { item, done } = TickClosingInput.parse(input)
  await withTransaction(outer, async (ctx) => {
    const row = await ownMigration(ctx, id, 'lock')
    if (!isAfterMove(row.status)) throw new AppError('step_not_reached')
    // Said once is said: the first name stays with it.
    if ((row.closing[item] !== undefined) === done) return
    const closing = ticksAfter(ctx, row, item, done)
    await ctx.db.update(migrations).set({ closing, updatedAt: ctx.now() }).where(eq(migrations.id, id))
    const data = { item, done }
    await appendEvent(ctx, { customerId: row.customerId, migrationId: id, kind: 'closing_ticked', data })
  })
  return getMigration(outer, id)
}

function ticksAfter(ctx: Context, row: MigrationRow, item: ClosingItem, done: boolean): ClosingTicks {
  const { [item]: _taken, ...others } = row.closing
  return done ? { ...others, [item]: { at: ctx.now().toISOString(), by: ctx.actor.name } } : others
}
