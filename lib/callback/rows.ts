import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import type { Context } from '@/lib/context'
import type { SealPlace } from '@/lib/crypto/seal'
import { callbackOverrides } from '@/lib/db/schema'

export type OverrideRow = typeof callbackOverrides.$inferSelect

/** The one that stands, or that Meta is being asked for. */
export async function openOverride(ctx: Context, migrationId: string): Promise<OverrideRow | null> {
  const [row] = await ctx.db
    .select()
    .from(callbackOverrides)
    .where(and(eq(callbackOverrides.migrationId, migrationId), isNull(callbackOverrides.endedAt)))
  return row ?? null
}

/** Meta has refused to take our address away as often as we ask by ourselves: a person is asked. */
export const isStuck = and(isNull(callbackOverrides.endedAt), isNull(callbackOverrides.nextTryAt))

export const addressPlace = (id: string, customerId: string): SealPlace => ({
  table: 'callback_overrides',
  row: id,
  column: 'sealed_address',
  customerId,
})
