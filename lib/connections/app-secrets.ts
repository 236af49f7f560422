import 'server-only'
import { and, desc, eq, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm'
import type { Context } from '@/lib/context'
import { open, SealError } from '@/lib/crypto/seal'
import type { Secret } from '@/lib/crypto/secret'
import { connections, migrations } from '@/lib/db/schema'
import { log } from '@/lib/log'
import { type ConnectionRow, placeOf } from './rows'

/** A stranger may name accounts; what it costs us to answer stays small. */
const MOST = 20

/** The app secrets of the connections that reach these accounts, and no others are opened. */
export async function appSecretsFor(ctx: Context, wabaIds: readonly string[]): Promise<Secret[]> {
  if (wabaIds.length === 0) return []
  const reaches = sql`exists (select 1 from jsonb_array_elements(${connections.accounts}) account
    where ${inArray(sql`account->>'id'`, [...wabaIds])})`
  const moves = ctx.db
    .select({ id: migrations.connectionId })
    .from(migrations)
    .where(or(inArray(migrations.sourceWabaId, [...wabaIds]), inArray(migrations.destinationWabaId, [...wabaIds])))
  const rows = await ctx.db
    .select()
    .from(connections)
    .where(
      and(
        eq(connections.kind, 'live'),
        isNull(connections.removedAt),
        isNotNull(connections.sealedAppSecret),
        or(reaches, inArray(connections.id, moves)),
      ),
    )
    .orderBy(desc(connections.createdAt))
    .limit(MOST)
  return rows.flatMap(openSecret)
}

type Move = Pick<typeof migrations.$inferSelect, 'customerId' | 'connectionId' | 'realm'>

/** Whoever knows a secret can sign whatever they like about other people's accounts, so only a move's own people speak for it. */
const speaksFor = ({ customerId, connectionId, realm }: Move) =>
  and(
    isNull(connections.removedAt),
    isNotNull(connections.sealedAppSecret),
    realm === 'live'
      ? and(eq(connections.kind, 'live'), eq(connections.customerId, customerId))
      : eq(connections.id, connectionId),
  )

export async function appSecretsOfMove(ctx: Context, move: Move): Promise<Secret[]> {
  const rows = await ctx.db
    .select()
    .from(connections)
    .where(speaksFor(move))
    .orderBy(desc(connections.createdAt))
    .limit(MOST)
  return rows.flatMap(openSecret)
}

/** Is there one? It is not opened. */
export async function hasAppSecretOfMove(ctx: Context, move: Move): Promise<boolean> {
  const [row] = await ctx.db.select({ id: connections.id }).from(connections).where(speaksFor(move)).limit(1)
  return row !== undefined
}

function openSecret(row: ConnectionRow): Secret[] {
  try {
    return row.sealedAppSecret === null ? [] : [open(row.sealedAppSecret, placeOf(row, 'sealed_app_secret'))]
  } catch (error) {
    if (!(error instanceof SealError)) throw error
    log.error('seal_broken', { connectionId: row.id, reason: error.reason })
    return []
  }
}
