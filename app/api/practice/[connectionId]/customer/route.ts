import { hearPractice } from '@/lib/connections/practice-webhooks'
import { requirePractice } from '@/lib/connections/require-practice'
import { AppError } from '@/lib/errors/app-error'
import { handle } from '@/lib/http/handle'
import { customerWrites } from '@/lib/sandbox/controls'
import { databaseStore } from '@/lib/sandbox/database-store'
import { CustomerInput, PracticeParams } from '../schemas'

/** The drawn phone's own number. Nobody is called: practice sends nothing. */
const FROM = '84987650000'

export const POST = handle({
  summary: 'Play a customer: write to a number',
  actor: 'user',
  right: 'practice.play',
  params: PracticeParams,
  input: CustomerInput,
  idempotent: true,
  run: async (ctx, { params, input }) => {
    const { worldId } = await requirePractice(ctx, params.connectionId)
    const message = { to: input.digits, from: FROM, text: input.text }
    const store = databaseStore(ctx.db, ctx.now)
    const written = await customerWrites(store, worldId, message, ctx.now, hearPractice(ctx, worldId))
    if (written === null) throw new AppError('number_not_found')
    return undefined
  },
})
