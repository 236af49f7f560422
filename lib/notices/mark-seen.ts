import 'server-only'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { requireUserId } from '@/lib/auth/rights'
import type { Context } from '@/lib/context'
import { notices } from '@/lib/db/schema'

/** Seen by the person it is for; what they have seen is not mailed any more. Says how many there were. */
export async function markSeen(ctx: Context, which: { id: string } | { migrationId: string }): Promise<number> {
  const those = 'id' in which ? eq(notices.id, which.id) : eq(notices.migrationId, which.migrationId)
  const seen = await ctx.db
    .update(notices)
    .set({ seenAt: ctx.now(), mail: sql`case ${notices.mail} when 'waiting' then 'none' else ${notices.mail} end` })
    .where(and(those, eq(notices.userId, requireUserId(ctx)), isNull(notices.seenAt)))
    .returning({ id: notices.id })
  return seen.length
}
