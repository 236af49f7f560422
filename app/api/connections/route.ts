import * as z from 'zod'
import { connect } from '@/lib/connections/connect'
import { listConnections } from '@/lib/connections/list'
import { ConnectInput } from '@/lib/connections/schemas'
import { ConnectionView } from '@/lib/connections/view'
import { handle } from '@/lib/http/handle'

export const GET = handle({
  summary: 'List connections',
  actor: 'user',
  right: 'connections.see',
  output: z.array(ConnectionView),
  run: listConnections,
})

export const POST = handle({
  summary: 'Connect with an access token, or start a practice connection',
  actor: 'user',
  right: 'connections.practise',
  input: ConnectInput,
  output: ConnectionView,
  status: 201,
  idempotent: true,
  run: (ctx, { input, idempotencyKey }) => connect(ctx, input, idempotencyKey),
})
