import { handle } from '@/lib/http/handle'
import { IdParams } from '@/lib/http/params'
import { dismissNotice } from '@/lib/notices/dismiss'

export const DELETE = handle({
  summary: 'Dismiss a notice',
  actor: 'user',
  right: 'account.own',
  params: IdParams,
  run: async (ctx, { params }) => {
    await dismissNotice(ctx, params.id)
    return undefined
  },
})
