import 'server-only'
import { timingSafeEqual } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { verifyTokenOf } from '@/lib/callback/address'
import { keepOverride } from '@/lib/callback/keep-override'
import { passOn } from '@/lib/callback/pass-on'
import { readBeneath } from '@/lib/callback/read-callback'
import { addressPlace, openOverride } from '@/lib/callback/rows'
import type { Context } from '@/lib/context'
import { sha256 } from '@/lib/crypto/hash'
import { open } from '@/lib/crypto/seal'
import { callbackOverrides, migrations } from '@/lib/db/schema'
import { withTransaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors/app-error'
import { log } from '@/lib/log'
import { lockMigration, type MigrationRow } from '@/lib/migration/rows'
import { isSignedFor } from './is-signed'
import { hearMessages } from './receive'

/** What stands in the address. */
export type Place = { migrationId: string; override: string }

/** Meta asks before it delivers to us, with the word that went with the address. */
export async function answerOverrideChallenge(
  ctx: Context,
  { migrationId, override }: Place,
  given: { token: string; challenge: string },
): Promise<string> {
  const [known] = await ctx.db
    .select({ id: callbackOverrides.id })
    .from(callbackOverrides)
    .where(and(eq(callbackOverrides.id, override), eq(callbackOverrides.migrationId, migrationId)))
  if (known === undefined) throw new AppError('not_found')
  const [token, wanted] = [given.token, verifyTokenOf(override)].map((text) => Buffer.from(sha256(text)))
  if (token === undefined || wanted === undefined || !timingSafeEqual(token, wanted)) throw new AppError('forbidden')
  return given.challenge
}

/**
 * A call that belongs to the customer's own system and comes to us first. False: it could not be passed on, so Meta must hear a
 * no and send it again. Of its messages only test words are looked at, and nothing of it is kept.
 */
export async function receiveOverridden(
  ctx: Context,
  place: Place,
  call: { bytes: Uint8Array; headers: Headers },
): Promise<boolean> {
  const [move] = await ctx.db.select().from(migrations).where(eq(migrations.id, place.migrationId))
  if (move === undefined || move.status !== 'confirmed') throw new AppError('not_found')
  const { bytes, headers } = call
  const sealed = { bytes, signature: headers.get('x-hub-signature-256') }
  if (!(await isSignedFor(ctx, sealed, move))) {
    log.warn('webhook_refused', { requestId: ctx.requestId, signed: sealed.signature !== null })
    throw new AppError('forbidden')
  }
  const [isPassedOn] = await Promise.all([
    passOnFor(ctx, move, place.override, call),
    hearMessages(ctx, sealed, move.realm).catch((error: unknown) => log.warn('not_heard', { error })),
  ])
  if (!isPassedOn) log.warn('not_passed_on', { requestId: ctx.requestId, migrationId: move.id })
  return isPassedOn
}

async function passOnFor(
  ctx: Context,
  move: MigrationRow,
  override: string,
  { bytes, headers }: { bytes: Uint8Array; headers: Headers },
): Promise<boolean> {
  const address = (await addressOf(ctx, move, override)) ?? (await adopt(ctx, move, override))
  if (address === null) return false
  // The system that a practice app delivers to is made up like the rest of it.
  return move.realm === 'live' ? passOn(address, bytes, headers) : true
}

async function addressOf(ctx: Context, { id, customerId }: MigrationRow, override: string): Promise<string | null> {
  const [row] = await ctx.db
    .select({ sealed: callbackOverrides.sealedAddress })
    .from(callbackOverrides)
    .where(and(eq(callbackOverrides.id, override), eq(callbackOverrides.migrationId, id)))
  return row === undefined ? null : open(row.sealed, addressPlace(override, customerId)).reveal()
}

/** An older copy of our database was put back and knows nothing of it: Meta still tells whose address is beneath, and it ends at once. */
async function adopt(ctx: Context, move: MigrationRow, override: string): Promise<string | null> {
  const theirs = await readBeneath(ctx, move)
  if (theirs === null) return null
  await withTransaction(ctx, async (locked) => {
    const row = await lockMigration(locked, move.id)
    // Another one stands by now, or this very one was adopted a moment ago.
    if ((await openOverride(locked, row.id)) !== null) return
    await keepOverride(locked, row, { id: override, theirs, standsFor: 0 })
  })
  return theirs.address
}
