import 'server-only'
import { eq } from 'drizzle-orm'
import type { Context } from '@/lib/context'
import { migrations } from '@/lib/db/schema'
import type { GraphFailure, Write } from '@/lib/graph/client'
import { NetworkFailure } from '@/lib/graph/failure'
import { EFFECT_RULES } from './effects'
import { leaseOf } from './lease'
import type { Effect } from './machine'
import type { MigrationRow } from './rows'

/** Waits between the tries to reach Meta at all, in milliseconds (reliability C-R2). */
const CONNECT_AGAIN_AFTER = [1000, 2000, 4000]

/**
 * Hands the call to Meta at most once. Only a call of which provably no byte left is tried again, and only while the lease
 * lasts: a process that slept and woke must not send what others have meanwhile taken for lost (reliability ENG-9). `since`: the
 * process's running time when it took the lease.
 */
export async function sendOnce<Value>(
  ctx: Context,
  row: MigrationRow,
  since: number,
  effect: Effect,
  send: () => Promise<Write<Value>>,
): Promise<Write<Value>> {
  for (let tries = 0; ; tries += 1) {
    if (!holdsLease(ctx, row, effect, since)) return leaseOver
    const written = await send()
    const wait = CONNECT_AGAIN_AFTER[tries]
    if (written.kind !== 'not_sent' || wait === undefined || !mayTryAgain(effect, written.failure)) return written
    await ctx.host.sleep(wait)
    if (!(await isStillOurs(ctx, row))) return leaseOver
  }
}

/** By both clocks: one can be set back while the process sleeps, the other may stand still while the machine does. */
const holdsLease = (ctx: Context, row: MigrationRow, effect: Effect, since: number): boolean =>
  row.leaseUntil !== null && ctx.now() < row.leaseUntil && ctx.host.ranFor() - since < leaseOf(effect)

async function isStillOurs(ctx: Context, row: MigrationRow): Promise<boolean> {
  const [held] = await ctx.db.select({ fence: migrations.fence }).from(migrations).where(eq(migrations.id, row.id))
  return held?.fence === row.fence
}

const leaseOver: Write<never> = { kind: 'not_sent', failure: new NetworkFailure('before_send', 'LEASE_OVER') }

/** What a person typed is asked for again instead; trouble with a certificate is no hiccup. */
const mayTryAgain = (effect: Effect, failure: GraphFailure): boolean =>
  EFFECT_RULES[effect].sendsAgain && (failure.kind === 'timeout' || (failure.kind === 'network' && isHiccup(failure)))

const isHiccup = (failure: NetworkFailure): boolean => failure.reason !== 'INVALID_ID' && !failure.isUntrusted
