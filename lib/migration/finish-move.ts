import 'server-only'
import { eq } from 'drizzle-orm'
import { graphFor } from '@/lib/connections/graph-for'
import type { Context } from '@/lib/context'
import { migrations } from '@/lib/db/schema'
import { withTransaction } from '@/lib/db/transaction'
import { isConnected } from './probe'
import { readSnapshot } from './read-snapshot'
import { lockMigration, type MigrationRow } from './rows'
import { transition } from './transition'
import { wake } from './wake'

/** Between two looks at a number that is registered but not yet shown as connected: often at first, then as often as probes. */
const SOONEST = 5_000
const LATEST = 5 * 60_000

async function lookAgain(ctx: Context, row: MigrationRow): Promise<void> {
  const now = ctx.now().getTime()
  const waited = now - (row.registeredAt?.getTime() ?? now)
  const at = new Date(now + Math.min(LATEST, Math.max(SOONEST, waited / 4)))
  await ctx.db.update(migrations).set({ lookAgainAt: at }).where(eq(migrations.id, row.id))
  await wake(ctx, row.id, at)
}

/**
 * The read-back after `register`: only a number that Meta shows as connected on Cloud API counts as moved
 * (reliability ENG-10). Does nothing unless the migration is exactly there.
 */
export async function finishMove(outer: Context, migrationId: string): Promise<void> {
  const [row] = await outer.db.select().from(migrations).where(eq(migrations.id, migrationId))
  if (row?.status !== 'registered' || row.phoneNumberId === null) return
  const after = await readConnected(outer, row)
  await withTransaction(outer, async (ctx) => {
    const fresh = await lockMigration(ctx, migrationId)
    if (fresh.status !== 'registered') return
    if (after === null) return lookAgain(ctx, fresh)
    await transition(ctx, fresh, 'confirm', 'done', { snapshotAfter: after })
  })
}

async function readConnected(ctx: Context, row: MigrationRow) {
  if (row.phoneNumberId === null || row.destinationWabaId === null) return null
  try {
    const { client } = await graphFor(ctx, row.connectionId)
    const number = await client.phoneNumber(row.phoneNumberId)
    if (!number.ok || !isConnected(number.value)) return null
    return await readSnapshot(client, { wabaId: row.destinationWabaId, number: number.value, now: ctx.now() })
  } catch {
    return null
  }
}
