import 'server-only'
import { createHmac } from 'node:crypto'
import { desc, eq, sql } from 'drizzle-orm'
import type { Context } from '@/lib/context'
import { subKey } from '@/lib/crypto/keys'
import { events } from '@/lib/db/schema'
import type { EventKind } from './kinds'

export type EventData = Record<string, string | number | boolean | null>

export type NewEvent = { customerId: string; migrationId?: string; kind: EventKind; data?: EventData }

export const GENESIS = '0'.repeat(64)

/**
 * Appends to the customer's journal inside the caller's transaction, so that a change and its record live or
 * die together. Never give it a code, a PIN, a token or a Graph body.
 */
export async function appendEvent(ctx: Context, event: NewEvent): Promise<void> {
  await ctx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`events:${event.customerId}`}, 0))`)
  const [last] = await ctx.db
    .select({ seq: events.seq, hash: events.hash })
    .from(events)
    .where(eq(events.customerId, event.customerId))
    .orderBy(desc(events.seq))
    .limit(1)
  const row = {
    customerId: event.customerId,
    seq: (last?.seq ?? 0) + 1,
    migrationId: event.migrationId ?? null,
    kind: event.kind,
    actorId: ctx.actor.kind === 'user' ? ctx.actor.userId : 'system',
    actorName: ctx.actor.name,
    data: event.data ?? {},
    at: ctx.now(),
    prevHash: last?.hash ?? GENESIS,
  }
  await ctx.db.insert(events).values({ ...row, hash: hashEvent(row) })
}

type Hashed = Omit<typeof events.$inferSelect, 'hash'>

/** HMAC over a canonical form: keys in a fixed order, the data's keys sorted. */
export function hashEvent(row: Hashed): string {
  const canonical = JSON.stringify([
    row.customerId,
    row.seq,
    row.migrationId,
    row.kind,
    row.actorId,
    row.actorName,
    Object.entries(row.data).sort(([a], [b]) => (a < b ? -1 : 1)),
    row.at.toISOString(),
    row.prevHash,
  ])
  return createHmac('sha256', subKey('audit')).update(canonical).digest('hex')
}
