import 'server-only'
import { and, eq, gt, isNull } from 'drizzle-orm'
import type { Actor, Context } from '@/lib/context'
import { newSecret, sha256 } from '@/lib/crypto/hash'
import { sessions, users } from '@/lib/db/schema'

const MINUTE = 60_000
const IDLE = 20 * 60 * MINUTE
export const SESSION_SECONDS = 7 * 24 * 60 * 60

/** Gives the sid that goes into the cookie. Only its hash stays here. */
export async function createSession(ctx: Context, userId: string, userAgent: string | null): Promise<string> {
  const sid = newSecret()
  const now = ctx.now()
  await ctx.db.insert(sessions).values({
    idHash: sha256(sid),
    userId,
    createdAt: now,
    lastSeenAt: now,
    expiresAt: new Date(now.getTime() + SESSION_SECONDS * 1000),
    userAgent: userAgent?.slice(0, 200) ?? null,
  })
  return sid
}

/** `seen`: somebody did something, as opposed to a page that polls by itself; only that keeps a session alive. */
export async function findSession(ctx: Context, sid: string, seen: boolean): Promise<Actor | null> {
  const now = ctx.now()
  const idHash = sha256(sid)
  const [row] = await ctx.db
    .select({ userId: users.id, name: users.name, role: users.role, lastSeenAt: sessions.lastSeenAt })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(
      and(
        eq(sessions.idHash, idHash),
        isNull(sessions.revokedAt),
        isNull(users.disabledAt),
        gt(sessions.expiresAt, now),
        gt(sessions.lastSeenAt, new Date(now.getTime() - IDLE)),
      ),
    )
  if (!row) return null
  // To the minute is near enough for 20 hours, and saves a write per click.
  if (seen && now.getTime() - row.lastSeenAt.getTime() > MINUTE) {
    await ctx.db.update(sessions).set({ lastSeenAt: now }).where(eq(sessions.idHash, idHash))
  }
  return { kind: 'user', userId: row.userId, name: row.name, role: row.role, sessionId: idHash }
}

export async function revokeSession(ctx: Context, sessionId: string): Promise<void> {
  await ctx.db
    .update(sessions)
    .set({ revokedAt: ctx.now() })
    .where(and(eq(sessions.idHash, sessionId), isNull(sessions.revokedAt)))
}

export async function revokeAllSessions(ctx: Context, userId: string): Promise<void> {
  await ctx.db
    .update(sessions)
    .set({ revokedAt: ctx.now() })
    .where(and(eq(sessions.userId, userId), isNull(sessions.revokedAt)))
}
