import { requirePractice } from '@/lib/connections/require-practice'
import { handle } from '@/lib/http/handle'
import { readPhone } from '@/lib/sandbox/controls'
import { databaseStore } from '@/lib/sandbox/database-store'
import { PhoneMessages, PhoneQuery, PracticeParams } from '../schemas'

export const GET = handle({
  summary: 'Read what the drawn phone received',
  actor: 'user',
  right: 'connections.see',
  params: PracticeParams,
  query: PhoneQuery,
  output: PhoneMessages,
  run: async (ctx, { params, query }) => {
    const { worldId } = await requirePractice(ctx, params.connectionId)
    return readPhone(databaseStore(ctx.db, ctx.now), worldId, query.digits, ctx.now)
  },
})
