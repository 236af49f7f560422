import 'server-only'
import { requireUserId } from '@/lib/auth/rights'
import type { Context } from '@/lib/context'
import { seal } from '@/lib/crypto/seal'
import type { Secret } from '@/lib/crypto/secret'
import { connections } from '@/lib/db/schema'
import { withTransaction } from '@/lib/db/transaction'
import { appendEvent } from '@/lib/events/append'
import type { TokenFacts } from './read-token'
import { placeOf } from './rows'

type Found = {
  id: string
  customerId: string
  label: string
  token: Secret
  appSecret: Secret | null
  facts: TokenFacts
  key: string
} & ({ kind: 'live'; story: null } | { kind: 'practice'; story: string })

/** Two presses at the same moment meet at the unique key: the second one finds the first one's connection. */
export async function storeConnection(ctx: Context, found: Found): Promise<void> {
  const { token, appSecret, facts, key, ...row } = found
  const now = ctx.now()
  await withTransaction(ctx, async (tx) => {
    const inserted = await tx.db
      .insert(connections)
      .values({
        ...row,
        ...facts,
        sealedToken: seal(token, placeOf(row, 'sealed_token')),
        sealedAppSecret: appSecret && seal(appSecret, placeOf(row, 'sealed_app_secret')),
        lastFour: token.reveal().slice(-4),
        problem: null,
        checkedAt: now,
        createdBy: requireUserId(ctx),
        createdKey: key,
        createdAt: now,
      })
      .onConflictDoNothing()
      .returning({ id: connections.id })
    if (inserted.length === 0) return
    const data = { connectionId: row.id, label: row.label, kind: row.kind }
    await appendEvent(tx, { customerId: row.customerId, kind: 'connection_added', data })
  })
}
