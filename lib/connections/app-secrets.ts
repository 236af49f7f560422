import 'server-only'
import { and, desc, eq, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm'
import type { Context } from '@/lib/context'
import { open, SealError } from '@/lib/crypto/seal'
import type { Secret } from '@/lib/crypto/secret'
import { connections, migrations } from '@/lib/db/schema'
import { log } from '@/lib/log'
import { placeOf } from './rows'

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
  return rows.flatMap((row) => {
    try {
      return row.sealedAppSecret === null ? [] : [open(row.sealedAppSecret, placeOf(row, 'sealed_app_secret'))]
    } catch (error) {
      if (!(error instanceof SealError)) throw error
      log.error('seal_broken', { connectionId: row.id, reason: error.reason })
      return []
    }
  })
}
