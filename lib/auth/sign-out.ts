import 'server-only'
import type { Context } from '@/lib/context'
import { requireUserId } from './rights'
import { revokeAllSessions, revokeSession } from './sessions'

/** A copy of the cookie stops working too: the row is what counts. */
export async function signOut(ctx: Context): Promise<void> {
  if (ctx.actor.kind === 'user' && ctx.actor.sessionId) await revokeSession(ctx, ctx.actor.sessionId)
}

export async function signOutEverywhere(ctx: Context): Promise<void> {
  await revokeAllSessions(ctx, requireUserId(ctx))
}
