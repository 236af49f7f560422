import 'server-only'
import { and, desc, eq, isNull } from 'drizzle-orm'
import type { Context } from '@/lib/context'
import { apiTokens } from '@/lib/db/schema'
import { requireRight, requireUserId } from './rights'
import type { ApiTokenView } from './view'

export async function listApiTokens(ctx: Context): Promise<ApiTokenView[]> {
  requireRight(ctx, 'account.own')
  const rows = await ctx.db
    .select()
    .from(apiTokens)
    .where(and(eq(apiTokens.userId, requireUserId(ctx)), isNull(apiTokens.revokedAt)))
    .orderBy(desc(apiTokens.createdAt))
  return rows.map(({ id, label, lastFour, createdAt, lastUsedAt }) => ({
    id,
    label,
    lastFour,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  }))
}
