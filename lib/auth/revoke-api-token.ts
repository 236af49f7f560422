import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import type { Context } from '@/lib/context'
import { apiTokens } from '@/lib/db/schema'
import { AppError } from '@/lib/errors/app-error'
import { requireRight, requireUserId } from './rights'

export async function revokeApiToken(ctx: Context, id: string): Promise<void> {
  requireRight(ctx, 'account.own')
  const mine = and(eq(apiTokens.id, id), eq(apiTokens.userId, requireUserId(ctx)), isNull(apiTokens.revokedAt))
  const revoked = await ctx.db
    .update(apiTokens)
    .set({ revokedAt: ctx.now() })
    .where(mine)
    .returning({ id: apiTokens.id })
  if (revoked.length === 0) throw new AppError('not_found')
}
