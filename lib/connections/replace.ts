import 'server-only'
import { and, eq, notInArray } from 'drizzle-orm'
import { requireRight } from '@/lib/auth/rights'
import type { Context } from '@/lib/context'
import { seal } from '@/lib/crypto/seal'
import { Secret } from '@/lib/crypto/secret'
import { connections, migrations } from '@/lib/db/schema'
import { withTransaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors/app-error'
import { appendEvent } from '@/lib/events/append'
import { cleanAppSecret, cleanToken } from './clean-token'
import { graphWith } from './graph-for'
import { readToken } from './read-token'
import { type ConnectionRow, ownConnection, placeOf } from './rows'
import type { AccountSummary } from './view'

type NewToken = { token: string; appSecret: string | undefined }

/**
 * A new token for the same business: moves that are under way go on with it. No app secret given keeps the old one,
 * which belongs to the app and outlives its tokens.
 */
export async function replaceToken(ctx: Context, id: string, input: NewToken): Promise<void> {
  requireRight(ctx, 'connections.manage')
  const before = await ownConnection(ctx, id, 'read', 'anyhow')
  // A practice token does not wear out; there is nothing to replace it with.
  if (before.kind === 'practice') throw new AppError('invalid_input', {}, { field: 'token' })
  const token = new Secret(cleanToken(input.token))
  const secretText = cleanAppSecret(input.appSecret)
  const appSecret = secretText === null ? null : new Secret(secretText)
  const facts = await readToken(graphWith(ctx, { kind: 'live' }, token, appSecret))
  await requireSameBusiness(ctx, before, facts.accounts)
  await withTransaction(ctx, async (tx) => {
    await ownConnection(tx, id, 'lock', 'anyhow')
    await tx.db
      .update(connections)
      .set({
        ...facts,
        sealedToken: seal(token, placeOf(before, 'sealed_token')),
        ...(appSecret ? { sealedAppSecret: seal(appSecret, placeOf(before, 'sealed_app_secret')) } : {}),
        lastFour: token.reveal().slice(-4),
        problem: null,
        removedAt: null,
        checkedAt: ctx.now(),
      })
      .where(eq(connections.id, id))
    const data = { connectionId: id, label: before.label }
    await appendEvent(tx, { customerId: before.customerId, kind: 'connection_replaced', data })
  })
}

async function requireSameBusiness(ctx: Context, before: ConnectionRow, now: readonly AccountSummary[]): Promise<void> {
  const reached = new Set(now.map(({ id }) => id))
  const businesses = new Set(now.flatMap(({ businessId }) => businessId ?? []))
  const known = before.accounts.flatMap(({ businessId }) => businessId ?? [])
  const sameBusiness = known.length === 0 || known.some((business) => businesses.has(business))
  const inUse = await accountsInUse(ctx, before)
  if (!sameBusiness || inUse.some((account) => !reached.has(account))) throw new AppError('token_other_business')
}

/** Of the open moves, the accounts that the old token could see: the source is often not ours to read. */
async function accountsInUse(ctx: Context, { id, accounts }: ConnectionRow): Promise<string[]> {
  const rows = await ctx.db
    .select({ source: migrations.sourceWabaId, destination: migrations.destinationWabaId })
    .from(migrations)
    .where(and(eq(migrations.connectionId, id), notInArray(migrations.status, ['confirmed', 'cancelled'])))
  const used = new Set(rows.flatMap(({ source, destination }) => [source, destination]))
  return accounts.map((account) => account.id).filter((account) => used.has(account))
}
