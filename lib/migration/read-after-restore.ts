import 'server-only'
import { eq } from 'drizzle-orm'
import { graphFor } from '@/lib/connections/graph-for'
import type { Context } from '@/lib/context'
import { migrations } from '@/lib/db/schema'
import { withTransaction } from '@/lib/db/transaction'
import { appendEvent } from '@/lib/events/append'
import type { PhoneNumber, Read } from '@/lib/graph/client'
import { isLive, isTerminal, next } from './machine'
import { observed } from './observed'
import { attemptsOf, lockMigration, type MigrationRow } from './rows'
import { transition } from './transition'

/** What was sent in the last minutes before the copy was put back may not show yet: as long as for `register`. */
const LOOK_FOR = 300 * 1000

/**
 * A restored row is an older copy of the truth: what Meta shows is brought in, and only then is anything sent again
 * (reliability OPS-3).
 */
export async function readAfterRestore(outer: Context, row: MigrationRow): Promise<void> {
  const list = await readDestination(outer, row)
  if (list !== null && !list.ok) return
  await withTransaction(outer, async (ctx) => {
    const fresh = await lockMigration(ctx, row.id)
    if (fresh.quarantinedAt === null) return
    // What the lost answer of an open attempt meant is found by its own reads.
    if ((await attemptsOf(ctx, fresh.id)).some((attempt) => isLive(attempt.state))) return
    const current = list === null ? fresh : await follow(ctx, fresh, list)
    // Nothing runs while a copy is put back, so this process has run for less time than has passed since.
    if (list !== null && !isTerminal(current.status) && ctx.host.ranFor() < LOOK_FOR) return
    await ctx.db.update(migrations).set({ quarantinedAt: null }).where(eq(migrations.id, current.id))
    await appendEvent(ctx, { customerId: current.customerId, migrationId: current.id, kind: 'read_after_restore' })
  })
}

/** Null: no number was chosen, so nothing can have been sent for it. */
async function readDestination(ctx: Context, row: MigrationRow): Promise<Read<PhoneNumber[]> | null> {
  if (row.destinationWabaId === null || row.phoneDigits === null) return null
  const { client } = await graphFor(ctx, row.connectionId)
  return client.listPhoneNumbers(row.destinationWabaId)
}

async function follow(ctx: Context, row: MigrationRow, list: Read<PhoneNumber[]>): Promise<MigrationRow> {
  const { outcome, phoneNumberId } = observed(row, list, ctx.now())
  if (outcome === null) return row
  const following = next(row.status, 'check', outcome)
  if (following === undefined || following === row.status) return row
  return transition(ctx, row, 'check', outcome, phoneNumberId === null ? {} : { phoneNumberId })
}
