import 'server-only'
import { and, eq } from 'drizzle-orm'
import type { Context } from '@/lib/context'
import { migrations } from '@/lib/db/schema'
import type { MigrationRow } from '@/lib/migration/rows'
import { keepArrival } from '@/lib/proof/keep-arrival'
import { keepStatus } from '@/lib/proof/keep-status'
import { wordOf } from '@/lib/proof/word'
import { isSignedFor, type Sealed } from './is-signed'
import { readMessages } from './read-messages'

type Change = { wabaId: string; value: unknown }

/**
 * Messages to and from numbers that are being tried. Unlike every other webhook these are believed, because nothing else tells
 * (decision 8): so they must be signed for the very move. How many of them meant something; the others leave no trace at all.
 */
export async function hear(ctx: Context, call: Sealed, changes: readonly Change[], realm: string): Promise<number> {
  let meant = 0
  for (const { wabaId, value } of changes) {
    const { heard, told } = readMessages(wabaId, value)
    for (const one of heard) {
      for (const row of await movesOf(ctx, one, realm)) {
        if (wordOf(row.id) !== one.word || !(await isSignedFor(ctx, call, row))) continue
        if (await keepArrival(ctx, row.id, one)) meant += 1
      }
    }
    for (const one of told) {
      for (const row of await movesOf(ctx, one, realm)) {
        if (!(await isSignedFor(ctx, call, row))) continue
        if (await keepStatus(ctx, row.id, one)) meant += 1
      }
    }
  }
  return meant
}

/** Moves that are done, of exactly this number on exactly this account. */
const movesOf = (
  ctx: Context,
  { wabaId, phoneNumberId }: { wabaId: string; phoneNumberId: string },
  realm: string,
): Promise<MigrationRow[]> =>
  ctx.db
    .select()
    .from(migrations)
    .where(
      and(
        eq(migrations.realm, realm),
        eq(migrations.destinationWabaId, wabaId),
        eq(migrations.phoneNumberId, phoneNumberId),
        eq(migrations.status, 'confirmed'),
      ),
    )
