import { encode } from 'next-auth/jwt'
import { afterAll } from 'vitest'
import { cookieName, cookieSettings } from '@/lib/auth/session-cookie'
import { createSession } from '@/lib/auth/sessions'
import type { Context, Role } from '@/lib/context'
import { sha256 } from '@/lib/crypto/hash'
import { getDatabase, getPool } from '@/lib/db/client'
import { newId } from '@/lib/db/ids'
import { apiTokens, customerMembers, customers, users } from '@/lib/db/schema'
import { thisProcess } from '@/lib/host'
import type { Handler } from '@/lib/http/handle'
import { freshDatabase } from './database'

export const ORIGIN = 'http://localhost:3000'

/** A database of the file's own, which route handlers find by themselves. */
export async function testApi(): Promise<Context> {
  const { databaseUrl } = await freshDatabase()
  process.env.DATABASE_URL = databaseUrl
  afterAll(() => getPool().end())
  const actor = { kind: 'system', name: 'system' } as const
  return { actor, db: getDatabase(), now: () => new Date(), host: thisProcess, requestId: 'test' }
}

export async function buildCustomer(ctx: Context, name = 'Cửa hàng Lan'): Promise<string> {
  const id = newId()
  await ctx.db.insert(customers).values({ id, name, createdAt: ctx.now() })
  return id
}

export type Person = { ctx: Context; userId: string; cookie: string; token: string }

/** Somebody with a cookie and an API token. The password hash matches no password. */
export async function buildPerson(ctx: Context, role: Role, customerIds: readonly string[] = []): Promise<Person> {
  const userId = newId()
  const createdAt = ctx.now()
  const email = `${userId}@example.com`
  await ctx.db.insert(users).values({ id: userId, email, name: `Lan ${role}`, passwordHash: '-', role, createdAt })
  for (const customerId of customerIds) await ctx.db.insert(customerMembers).values({ customerId, userId })
  const token = `cko_${newId()}`
  const row = { id: newId(), userId, label: 'test', tokenHash: sha256(token), lastFour: token.slice(-4), createdAt }
  await ctx.db.insert(apiTokens).values(row)
  const cookie = await cookieFor(await createSession(ctx, userId, null))
  return { ctx: { ...ctx, actor: { kind: 'user', userId, name: `Lan ${role}`, role } }, userId, cookie, token }
}

export async function cookieFor(sid: string): Promise<string> {
  const { secret } = cookieSettings()
  return `${cookieName()}=${await encode({ token: { sid }, secret, salt: cookieName() })}`
}

export type Sent = {
  method?: string
  headers?: Record<string, string>
  body?: unknown
  params?: Record<string, string>
}

/** As a browser on our own page sends it, or with `token` as a script does. */
export async function call(
  handler: Handler,
  path: string,
  { method = 'GET', headers = {}, body, params = {} }: Sent = {},
): Promise<{ status: number; body: unknown; text: string; headers: Headers }> {
  const request = new Request(`${ORIGIN}${path}`, {
    method,
    headers: {
      'sec-fetch-site': 'same-origin',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const response = await handler(request, { params: Promise.resolve(params) })
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json') ?? false
  return { status: response.status, body: isJson ? JSON.parse(text) : null, text, headers: response.headers }
}
