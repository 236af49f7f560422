import 'server-only'
import { and, eq } from 'drizzle-orm'
import { visibleTo } from '@/lib/auth/rights'
import type { Context } from '@/lib/context'
import { open, SealError } from '@/lib/crypto/seal'
import type { Secret } from '@/lib/crypto/secret'
import { connections } from '@/lib/db/schema'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors/app-error'
import { createGraphClient, type GraphClient } from '@/lib/graph/client'
import { log } from '@/lib/log'
import { databaseStore } from '@/lib/sandbox/database-store'
import { createSandbox } from '@/lib/sandbox/server'
import { answerPractice, hearPractice } from './practice-webhooks'
import { type ConnectionRow, placeOf } from './rows'

type World = { kind: 'live' } | { kind: 'practice'; worldId: string }

/** Both directions: what is for practice never reaches Meta, and what is Meta's never reaches practice. */
function requireSameWorld(world: World, token: Secret): void {
  const isPractice = token.reveal().startsWith('PRACTICE')
  if (isPractice !== (world.kind === 'practice')) throw new Error(`this token is not for a ${world.kind} connection`)
}

function transportFor(ctx: Context, world: World) {
  if (world.kind === 'live') return ctx.host.live()
  const { worldId } = world
  const store = databaseStore(ctx.db, ctx.now)
  const sandbox = createSandbox({
    store,
    worldId,
    now: ctx.now,
    onWebhook: hearPractice(ctx, worldId),
    verifies: answerPractice(ctx),
  })
  return { readFetch: sandbox.fetch, writeFetch: sandbox.fetch }
}

/** A client for a token in hand. Practice differs from live by its fetch, and by nothing else. */
export function graphWith(ctx: Context, world: World, token: Secret, appSecret: Secret | null): GraphClient {
  requireSameWorld(world, token)
  return createGraphClient({
    baseUrl: env().graphApiUrl,
    version: env().graphApiVersion,
    accessToken: token.reveal(),
    ...(appSecret ? { appSecret: appSecret.reveal() } : {}),
    ...transportFor(ctx, world),
    sleep: ctx.host.sleep,
    random: ctx.host.random,
    onCall: ({ code: graphCode, subcode: graphSubcode, ...call }) =>
      log.info('graph_call', { requestId: ctx.requestId, world: world.kind, ...call, graphCode, graphSubcode }),
  })
}

export const worldOf = (row: Pick<ConnectionRow, 'id' | 'kind'>): World =>
  row.kind === 'practice' ? { kind: 'practice', worldId: row.id } : { kind: 'live' }

function openToken(row: ConnectionRow): { token: Secret; appSecret: Secret | null } {
  if (row.sealedToken === null) throw new AppError('token_stopped')
  try {
    return {
      token: open(row.sealedToken, placeOf(row, 'sealed_token')),
      appSecret: row.sealedAppSecret === null ? null : open(row.sealedAppSecret, placeOf(row, 'sealed_app_secret')),
    }
  } catch (error) {
    // Another master key, or somebody moved or changed the value: the operator has to know.
    if (error instanceof SealError) log.error('seal_broken', { connectionId: row.id, reason: error.reason })
    throw new AppError('token_stopped', {}, { cause: error })
  }
}

/** The one place where a stored token is opened. A removed connection is found, and says that its token is gone. */
export async function graphFor(
  ctx: Context,
  connectionId: string,
): Promise<{ client: GraphClient; connection: ConnectionRow }> {
  const [connection] = await ctx.db
    .select()
    .from(connections)
    .where(and(eq(connections.id, connectionId), visibleTo(ctx, connections.customerId)))
  if (!connection) throw new AppError('not_found')
  const { token, appSecret } = openToken(connection)
  return { client: graphWith(ctx, worldOf(connection), token, appSecret), connection }
}
