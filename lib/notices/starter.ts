import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import type { Context } from '@/lib/context'
import { users } from '@/lib/db/schema'

/** Who started the move, while they may still sign in. */
export async function starterOf(ctx: Context, { createdBy }: { createdBy: string }): Promise<string | null> {
  const [starter] = await ctx.db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, createdBy), isNull(users.disabledAt)))
  return starter?.id ?? null
}
