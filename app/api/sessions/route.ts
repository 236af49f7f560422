import { clearSessionCookie } from '@/lib/auth/next-auth'
import { signOutEverywhere } from '@/lib/auth/sign-out'
import { handle } from '@/lib/http/handle'

export const DELETE = handle({
  summary: 'Sign out on every device',
  actor: 'user',
  right: 'account.own',
  run: async (ctx) => {
    await signOutEverywhere(ctx)
    await clearSessionCookie()
    return undefined
  },
})
