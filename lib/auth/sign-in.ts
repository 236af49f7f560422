import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import type { Context } from '@/lib/context'
import { users } from '@/lib/db/schema'
import { AppError } from '@/lib/errors/app-error'
import { verifyPassword } from './password'
import type { SignInInput } from './schemas'
import { createSession } from './sessions'
import { beginSignIn } from './throttle'
import type { UserView } from './view'

/** Where a sign-in comes from, for the throttle and the list of devices. */
export type Origin = { address: string; userAgent: string | null }

export async function signIn(ctx: Context, input: SignInInput, from: Origin): Promise<{ sid: string; user: UserView }> {
  const attempt = await beginSignIn(ctx, input.email, from.address)
  const [user] = await ctx.db
    .select()
    .from(users)
    .where(and(eq(users.email, input.email), isNull(users.disabledAt)))
  const right = await verifyPassword(user?.passwordHash ?? null, input.password)
  if (!user || !right) {
    await attempt.failed()
    throw new AppError('sign_in_failed')
  }
  await attempt.succeeded()
  const sid = await createSession(ctx, user.id, from.userAgent)
  return { sid, user: { id: user.id, name: user.name, role: user.role } }
}
