import { revokeApiToken } from '@/lib/auth/revoke-api-token'
import { handle } from '@/lib/http/handle'
import { IdParams } from '@/lib/http/params'

export const DELETE = handle({
  summary: 'Revoke an API token',
  actor: 'user',
  right: 'account.own',
  params: IdParams,
  run: async (ctx, { params }) => {
    await revokeApiToken(ctx, params.id)
    return undefined
  },
})
