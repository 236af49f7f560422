import 'server-only'
import { requireRight, requireUserId } from '@/lib/auth/rights'
import type { Context } from '@/lib/context'
import { Secret } from '@/lib/crypto/secret'
import { newId } from '@/lib/db/ids'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors/app-error'
import { databaseStore } from '@/lib/sandbox/database-store'
import { isStory } from '@/lib/sandbox/stories'
import { practiceToken } from '@/lib/sandbox/token'
import { newWorld } from '@/lib/sandbox/world'
import { getConnection } from './get'
import { graphWith } from './graph-for'
import { readToken } from './read-token'
import { chooseCustomer, findByKey } from './rows'
import type { ConnectPracticeInput } from './schemas'
import { storeConnection } from './store'
import type { ConnectionView } from './view'

/** A world of its own per connection, under the connection's id; its token is read as a real one would be. */
export async function createPractice(ctx: Context, input: ConnectPracticeInput, key: string): Promise<ConnectionView> {
  requireRight(ctx, 'connections.practise')
  const { story } = input
  if (!isStory(story)) throw new AppError('invalid_input', {}, { field: 'story' })
  const userId = requireUserId(ctx)
  const customerId = await chooseCustomer(ctx, input.customerId)
  const earlier = await findByKey(ctx, userId, key)
  if (earlier) return getConnection(ctx, earlier)
  const id = newId()
  const token = new Secret(practiceToken(id))
  const appSecret = new Secret(newId())
  const world = newWorld({ story, seed: id })
  const app = { ...world.app, secret: appSecret.reveal(), callback: `${env().publicUrl}/api/webhooks/meta` }
  await databaseStore(ctx.db, ctx.now).create(id, { ...world, app })
  const facts = await readToken(graphWith(ctx, { kind: 'practice', worldId: id }, token, appSecret))
  const label = facts.accounts[0]?.businessName ?? facts.accounts[0]?.name ?? story
  await storeConnection(ctx, { id, customerId, kind: 'practice', story, label, token, appSecret, facts, key })
  const stored = await findByKey(ctx, userId, key)
  if (stored === null) throw new AppError('internal')
  return getConnection(ctx, stored)
}
