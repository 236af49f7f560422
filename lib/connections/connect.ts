import 'server-only'
import { requireRight, requireUserId } from '@/lib/auth/rights'
import type { Context } from '@/lib/context'
import { Secret } from '@/lib/crypto/secret'
import { newId } from '@/lib/db/ids'
import { AppError } from '@/lib/errors/app-error'
import { cleanAppSecret, cleanToken } from './clean-token'
import { createPractice } from './create-practice'
import { getConnection } from './get'
import { graphWith } from './graph-for'
import { readToken } from './read-token'
import { chooseCustomer, findByKey } from './rows'
import type { ConnectInput, ConnectLiveInput } from './schemas'
import { storeConnection } from './store'
import type { ConnectionView } from './view'

export const connect = (ctx: Context, input: ConnectInput, key: string): Promise<ConnectionView> =>
  input.kind === 'practice' ? createPractice(ctx, input, key) : connectLive(ctx, input, key)

/** Asks Meta what the token is and what it reaches, then seals it. A token that cannot move a number is not kept. */
async function connectLive(ctx: Context, input: ConnectLiveInput, key: string): Promise<ConnectionView> {
  requireRight(ctx, 'connections.manage')
  const userId = requireUserId(ctx)
  const token = new Secret(cleanToken(input.token))
  const secretText = cleanAppSecret(input.appSecret)
  const appSecret = secretText === null ? null : new Secret(secretText)
  const customerId = await chooseCustomer(ctx, input.customerId)
  const earlier = await findByKey(ctx, userId, key)
  if (earlier) return getConnection(ctx, earlier)
  const facts = await readToken(graphWith(ctx, { kind: 'live' }, token, appSecret))
  const label = input.label ?? facts.accounts[0]?.businessName ?? facts.appName ?? facts.accounts[0]?.name ?? 'Meta'
  await storeConnection(ctx, {
    id: newId(),
    customerId,
    kind: 'live',
    story: null,
    label: label.slice(0, 80),
    token,
    appSecret,
    facts,
    key,
  })
  const id = await findByKey(ctx, userId, key)
  if (id === null) throw new AppError('internal')
  return getConnection(ctx, id)
}
