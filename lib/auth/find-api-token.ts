import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import type { Actor, Context } from '@/lib/context'
import { sha256 } from '@/lib/crypto/hash'
import { apiTokens, users } from '@/lib/db/schema'

const MINUTE = 60_000

export async function findApiToken(ctx: Context, token: string): Promise<Actor | null> {
  const [row] = await ctx.db
    .select({
      id: apiTokens.id,
      lastUsedAt: apiTokens.lastUsedAt,
      userId: users.id,
      name: users.name,
      role: users.role,
    })
    .from(apiTokens)
    .innerJoin(users, eq(users.id, apiTokens.userId))
    .where(and(eq(apiTokens.tokenHash, sha256(token)), isNull(apiTokens.revokedAt), isNull(users.disabledAt)))
  if (!row) return null
  const now = ctx.now()
  if (now.getTime() - (row.lastUsedAt?.getTime() ?? 0) > MINUTE) {
    await ctx.db.update(apiTokens).set({ lastUsedAt: now }).where(eq(apiTokens.id, row.id))
  }
  return { kind: 'user', userId: row.userId, name: row.name, role: row.role, apiTokenId: row.id }
}
