import 'server-only'
import { lt } from 'drizzle-orm'
import type { Context } from '@/lib/context'
import { callbackOverrides } from '@/lib/db/schema'

/** For so long Meta sends again what it could not deliver: until then we still know where it belongs. */
const LATE_FOR = 7 * 24 * 60 * 60_000

export async function forgetOverrides(ctx: Context): Promise<void> {
  const before = new Date(ctx.now().getTime() - LATE_FOR)
  await ctx.db.delete(callbackOverrides).where(lt(callbackOverrides.endedAt, before))
}
