import 'server-only'
import type { Context } from '@/lib/context'
import { seal } from '@/lib/crypto/seal'
import { withTransaction } from '@/lib/db/transaction'
import { appendEvent } from '@/lib/events/append'
import { lockMigration } from '@/lib/migration/rows'
import { keepProof, proofOf, senderPlace } from './rows'

/** After that Meta takes templates only (contract 9.5, 131047). */
const WINDOW = 24 * 60 * 60_000

/** The test words came in: that is the proof. False when this is no news. Who wrote is sealed, to be answered and forgotten. */
export async function keepArrival(
  outer: Context,
  migrationId: string,
  message: { from: string | null; at: Date },
): Promise<boolean> {
  return withTransaction(outer, async (ctx) => {
    const row = await lockMigration(ctx, migrationId)
    const known = await proofOf(ctx, row.id)
    const now = ctx.now()
    const arrivedAt = message.at < now ? message.at : now
    if (known?.arrivedAt != null && arrivedAt <= known.arrivedAt) return false
    const senderUntil = new Date(arrivedAt.getTime() + WINDOW)
    const mayAnswer = message.from !== null && senderUntil > now
    await keepProof(ctx, row.id, {
      arrivedAt,
      sealedSender: mayAnswer && message.from !== null ? seal(message.from, senderPlace(row)) : null,
      senderUntil: mayAnswer ? senderUntil : null,
    })
    // Once more only opens the 24 hours again.
    if (known?.arrivedAt != null) return true
    await appendEvent(ctx, { customerId: row.customerId, migrationId: row.id, kind: 'message_arrived' })
    return true
  })
}
