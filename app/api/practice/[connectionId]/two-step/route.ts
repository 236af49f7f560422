import { requirePractice } from '@/lib/connections/require-practice'
import { AppError } from '@/lib/errors/app-error'
import { handle } from '@/lib/http/handle'
import { setTwoStep } from '@/lib/sandbox/controls'
import { databaseStore } from '@/lib/sandbox/database-store'
import { PracticeParams, TwoStepInput } from '../schemas'

export const POST = handle({
  summary: 'Play the provider: switch two-step verification on or off',
  actor: 'user',
  right: 'practice.play',
  params: PracticeParams,
  input: TwoStepInput,
  idempotent: true,
  run: async (ctx, { params, input }) => {
    const { worldId } = await requirePractice(ctx, params.connectionId)
    const found = await setTwoStep(databaseStore(ctx.db, ctx.now), worldId, input.digits, input.on)
    if (!found) throw new AppError('number_not_found')
    return undefined
  },
})
