import { requirePractice } from '@/lib/connections/require-practice'
import { handle } from '@/lib/http/handle'
import { setCallback } from '@/lib/sandbox/controls'
import { databaseStore } from '@/lib/sandbox/database-store'
import { PracticeParams } from '../schemas'

/** A system that is made up: nothing is called there. */
const THEIRS = 'https://chat.shop.example/whatsapp'

export const POST = handle({
  summary: "Play the owner: let the app deliver to the shop's own chat system instead of this site",
  actor: 'user',
  right: 'practice.play',
  params: PracticeParams,
  idempotent: true,
  run: async (ctx, { params }) => {
    const { worldId } = await requirePractice(ctx, params.connectionId)
    await setCallback(databaseStore(ctx.db, ctx.now), worldId, THEIRS)
    return undefined
  },
})
