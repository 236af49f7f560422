import 'server-only'
import { graphFor } from '@/lib/connections/graph-for'
import type { Context } from '@/lib/context'
import { withTransaction } from '@/lib/db/transaction'
import { isBeforeMove, isLive } from './machine'
import { readSnapshot } from './read-snapshot'
import { attemptsOf, lockMigration, type MigrationRow } from './rows'
import { keepSnapshot } from './transition'

/** What the checks read a moment ago is good enough. */
const FRESH_FOR = 5 * 60_000

/** A slow source does not keep anybody from moving. */
const WAITED_FOR = 5_000

/** What the number is like right before it moves, so that "before" is not what it was last week. Best effort. */
export async function snapshotBeforeMove(ctx: Context, row: MigrationRow): Promise<void> {
  const readAt = row.snapshotBefore?.readAt
  if (readAt !== undefined && ctx.now().getTime() - Date.parse(readAt) < FRESH_FOR) return
  const reading = read(ctx, row).catch(() => {})
  await Promise.race([reading, ctx.host.sleep(WAITED_FOR)])
}

async function read(
  outer: Context,
  { id, connectionId, sourceWabaId, sourcePhoneNumberId }: MigrationRow,
): Promise<void> {
  if (sourceWabaId === null || sourcePhoneNumberId === null) return
  const { client } = await graphFor(outer, connectionId)
  const number = await client.phoneNumber(sourcePhoneNumberId)
  if (!number.ok) return
  const snapshot = await readSnapshot(client, { wabaId: sourceWabaId, number: number.value, now: outer.now() })
  await withTransaction(outer, async (ctx) => {
    const row = await lockMigration(ctx, id)
    // Read too late, it would show what the move has left behind.
    const mayHaveMoved = (await attemptsOf(ctx, id)).some(
      ({ command, state }) => command === 'register' && (isLive(state) || state === 'done'),
    )
    if (isBeforeMove(row.status) && !mayHaveMoved) await keepSnapshot(ctx, row, snapshot)
  })
}
