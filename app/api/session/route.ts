import { clearSessionCookie, writeSessionCookie } from '@/lib/auth/next-auth'
import { originOf } from '@/lib/auth/origin'
import { SignInInput } from '@/lib/auth/schemas'
import { signIn } from '@/lib/auth/sign-in'
import { signOut } from '@/lib/auth/sign-out'
import { UserView } from '@/lib/auth/view'
import { handle } from '@/lib/http/handle'

export const POST = handle({
  summary: 'Sign in with e-mail address and password',
  actor: 'anyone',
  input: SignInInput,
  output: UserView,
  run: async (ctx, { input, request }) => {
    const { sid, user } = await signIn(ctx, input, originOf(request.headers))
    await writeSessionCookie(sid)
    return user
  },
})

export const DELETE = handle({
  summary: 'Sign out on this device',
  actor: 'user',
  right: 'account.own',
  run: async (ctx) => {
    await signOut(ctx)
    await clearSessionCookie()
    return undefined
  },
})
