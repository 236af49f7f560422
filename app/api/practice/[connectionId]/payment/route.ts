import { requirePractice } from '@/lib/connections/require-practice'
import { handle } from '@/lib/http/handle'
import { addPayment } from '@/lib/sandbox/controls'
import { databaseStore } from '@/lib/sandbox/database-store'
import { PracticeParams } from '../schemas'

export const POST = handle({
  summary: 'Play the owner: add a payment method to the destination WABA',
  actor: 'user',
  right: 'practice.play',
  params: PracticeParams,
  idempotent: true,
  run: async (ctx, { params }) => {
    const { worldId } = await requirePractice(ctx, params.connectionId)
    await addPayment(databaseStore(ctx.db, ctx.now), worldId)
    return undefined
  },
})
