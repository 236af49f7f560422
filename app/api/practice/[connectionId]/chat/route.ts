import { requirePractice } from '@/lib/connections/require-practice'
import { handle } from '@/lib/http/handle'
import { readChat } from '@/lib/sandbox/controls'
import { databaseStore } from '@/lib/sandbox/database-store'
import { ChatMessages, PhoneQuery, PracticeParams } from '../schemas'

export const GET = handle({
  summary: "Read what a customer's phone shows of its talk with a number",
  actor: 'user',
  right: 'connections.see',
  params: PracticeParams,
  query: PhoneQuery,
  output: ChatMessages,
  run: async (ctx, { params, query }) => {
    const { worldId } = await requirePractice(ctx, params.connectionId)
    return readChat(databaseStore(ctx.db, ctx.now), worldId, query.digits)
  },
})
