import { completeSetup } from '@/lib/auth/create-owner'
import { writeSessionCookie } from '@/lib/auth/next-auth'
import { originOf } from '@/lib/auth/origin'
import { SetupInput } from '@/lib/auth/schemas'
import { signIn } from '@/lib/auth/sign-in'
import { UserView } from '@/lib/auth/view'
import { handle } from '@/lib/http/handle'

export const POST = handle({
  summary: 'Create the first owner with the one-time link, and sign in',
  actor: 'anyone',
  input: SetupInput,
  output: UserView,
  status: 201,
  run: async (ctx, { input, request }) => {
    await completeSetup(ctx, input)
    const { sid, user } = await signIn(ctx, input, originOf(request.headers))
    await writeSessionCookie(sid)
    return user
  },
})
