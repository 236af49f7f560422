import { changeConnection } from '@/lib/connections/change'
import { getConnection } from '@/lib/connections/get'
import { removeConnection } from '@/lib/connections/remove'
import { ChangeConnectionInput } from '@/lib/connections/schemas'
import { ConnectionView } from '@/lib/connections/view'
import { handle } from '@/lib/http/handle'
import { IdParams } from '@/lib/http/params'

export const GET = handle({
  summary: 'Read a connection',
  actor: 'user',
  right: 'connections.see',
  params: IdParams,
  output: ConnectionView,
  run: (ctx, { params }) => getConnection(ctx, params.id),
})

export const PATCH = handle({
  summary: 'Rename a connection, or replace its token',
  actor: 'user',
  right: 'connections.manage',
  params: IdParams,
  input: ChangeConnectionInput,
  output: ConnectionView,
  run: (ctx, { params, input }) => changeConnection(ctx, params.id, input),
})

export const DELETE = handle({
  summary: 'Remove a connection and destroy its token',
  actor: 'user',
  right: 'connections.manage',
  params: IdParams,
  run: async (ctx, { params }) => {
    await removeConnection(ctx, params.id)
    return undefined
  },
})
