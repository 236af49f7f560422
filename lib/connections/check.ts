import 'server-only'
import { eq } from 'drizzle-orm'
import { requireRight } from '@/lib/auth/rights'
import type { Context } from '@/lib/context'
import { connections } from '@/lib/db/schema'
import { isAppError } from '@/lib/errors/app-error'
import { type ErrorCode, errorCatalog } from '@/lib/errors/catalog'
import { getConnection } from './get'
import { graphFor } from './graph-for'
import { readToken, type TokenFacts } from './read-token'
import { ownConnection } from './rows'
import type { ConnectionView } from './view'

/** Of a token that once worked, said in the words for a connection. */
const PROBLEM: Partial<Record<ErrorCode, ErrorCode>> = { token_expired: 'token_stopped' }

type Found = { facts: TokenFacts } | { problem: ErrorCode }

async function look(ctx: Context, id: string): Promise<Found> {
  try {
    const { client } = await graphFor(ctx, id)
    return { facts: await readToken(client) }
  } catch (error) {
    if (!isAppError(error)) throw error
    // Meta being busy or away says nothing about the token.
    const { status } = errorCatalog[error.code]
    if (status >= 500 || status === 429) throw error
    return { problem: PROBLEM[error.code] ?? error.code }
  }
}

/** Asks Meta again. What it says about a token that stopped is kept, so that every page can say it. */
export async function checkConnection(ctx: Context, id: string): Promise<ConnectionView> {
  requireRight(ctx, 'connections.check')
  await ownConnection(ctx, id)
  const found = await look(ctx, id)
  const change = 'facts' in found ? { ...found.facts, problem: null } : { problem: found.problem }
  await ctx.db
    .update(connections)
    .set({ ...change, checkedAt: ctx.now() })
    .where(eq(connections.id, id))
  return getConnection(ctx, id)
}
