import 'server-only'
import { AppError } from '@/lib/errors/app-error'
import { translate } from '@/lib/errors/from-graph'
import type { GraphClient, GraphFailure, TokenInfo, Waba } from '@/lib/graph/client'
import type { AccountSummary } from './view'

const REQUIRED = ['whatsapp_business_management', 'whatsapp_business_messaging'] as const
/** An agency's token may reach hundreds; each costs two calls. */
const MOST_ACCOUNTS = 50
const MOST_BUSINESSES = 10
const AT_ONCE = 4

/** What a connection knows of its token, as Meta told it. */
export type TokenFacts = {
  appId: string | null
  appName: string | null
  tokenType: string | null
  systemUserName: string | null
  scopes: string[]
  expiresAt: Date | null
  accounts: AccountSummary[]
}

/** What this token is and which accounts it reaches; refuses one that cannot move a number. */
export async function readToken(client: GraphClient): Promise<TokenFacts> {
  const info = await readInfo(client)
  if (info && !info.isValid) throw new AppError('token_expired')
  const missing = info ? REQUIRED.filter((scope) => !info.scopes.includes(scope)) : []
  if (missing.length > 0) throw new AppError('token_scope_missing', { scopes: missing.join(', ') })
  const accounts = await readAccounts(client, info)
  if (accounts.length === 0) throw new AppError('token_no_accounts')
  const me = await client.me()
  return {
    appId: info?.appId ?? null,
    appName: info?.application ?? null,
    tokenType: info?.type ?? null,
    systemUserName: me.ok ? me.value.name : null,
    scopes: info?.scopes ?? [],
    expiresAt: info?.expiresAt ? new Date(info.expiresAt * 1000) : null,
    accounts,
  }
}

/** Meta refuses some working tokens a look at themselves (contract 2.6): then the accounts have to speak for it. */
async function readInfo(client: GraphClient): Promise<TokenInfo | null> {
  const info = await client.debugToken()
  if (info.ok) return info.value
  if (info.failure.kind !== 'api' || stopsEverything(info.failure)) throw toRefusal(info.failure)
  return null
}

const TOKEN_GONE: readonly string[] = ['token_stopped', 'token_revoked']

/** On a token that was just typed, "stopped" is said in the words of the field it was typed into. */
function toRefusal(failure: GraphFailure): AppError {
  const { code, params } = translate(failure, 'read')
  if (TOKEN_GONE.includes(code)) return new AppError('token_expired', {}, { cause: failure })
  return new AppError(code, params, { cause: failure })
}

async function inTurn<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (let start = 0; start < items.length; start += AT_ONCE) {
    results.push(...(await Promise.all(items.slice(start, start + AT_ONCE).map(work))))
  }
  return results
}

const targets = (info: TokenInfo | null, scopes: readonly string[]): string[] => [
  ...new Set(
    info?.granularScopes.filter(({ scope }) => scopes.includes(scope)).flatMap(({ targetIds }) => targetIds ?? []),
  ),
]

/**
 * Accounts the token names, and those of every business it names or that owns one of them. A name that is missing
 * from the token's list proves nothing, and one that is there may still not be readable.
 */
async function readAccounts(client: GraphClient, info: TokenInfo | null): Promise<AccountSummary[]> {
  const found = new Map<string, Waba>()
  const named = targets(info, REQUIRED).slice(0, MOST_ACCOUNTS)
  await readInto(client, named, found)
  const owners = [...found.values()].flatMap((waba) => waba.ownerBusiness?.id ?? [])
  const businesses = [...new Set([...targets(info, ['business_management']), ...owners])].slice(0, MOST_BUSINESSES)
  const lists = await inTurn(businesses, async (id) => [
    await client.ownedAccounts(id),
    await client.clientAccounts(id),
  ])
  const listed = lists.flat().flatMap((list) => (list.ok ? list.value.map(({ id }) => id) : []))
  const others = [...new Set(listed)].filter((id) => !named.includes(id)).slice(0, MOST_ACCOUNTS - found.size)
  await readInto(client, others, found)
  return inTurn([...found.values()], async (waba) => toSummary(waba, await client.listPhoneNumbers(waba.id)))
}

async function readInto(client: GraphClient, ids: readonly string[], found: Map<string, Waba>): Promise<void> {
  for (const read of await inTurn(ids, (id) => client.waba(id))) {
    if (read.ok) found.set(read.value.id, read.value)
    // Not allowed to see this one is an answer; no answer is not.
    else if (read.failure.kind !== 'api' || stopsEverything(read.failure)) throw toRefusal(read.failure)
  }
}

function stopsEverything(failure: GraphFailure): boolean {
  const { code } = translate(failure, 'read')
  return [...TOKEN_GONE, 'app_secret_needed', 'meta_busy', 'meta_down', 'meta_maintenance'].includes(code)
}

const toSummary = (waba: Waba, numbers: Awaited<ReturnType<GraphClient['listPhoneNumbers']>>): AccountSummary => ({
  id: waba.id,
  name: waba.name,
  businessId: waba.ownerBusiness?.id ?? null,
  businessName: waba.ownerBusiness?.name ?? null,
  numberCount: numbers.ok ? numbers.value.length : null,
  reviewStatus: waba.accountReviewStatus,
  country: waba.country,
})
