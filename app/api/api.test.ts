import { readdirSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import * as z from 'zod'
import { RIGHTS } from '@/lib/auth/rights'
import { createSession } from '@/lib/auth/sessions'
import { NewApiTokenView } from '@/lib/auth/view'
import { connect } from '@/lib/connections/connect'
import type { Role } from '@/lib/context'
import { newId } from '@/lib/db/ids'
import { apiTokens } from '@/lib/db/schema'
import type { Handler } from '@/lib/http/handle'
import { type Listed, operationsOf } from '@/lib/http/openapi'
import { startMigration } from '@/lib/migration/start'
import { buildCustomer, buildPerson, call, cookieFor, type Person, testApi } from '@/lib/testing/api'
import { DELETE as revokeToken } from './api-tokens/[id]/route'
import { POST as createToken, GET as listTokens } from './api-tokens/route'
import { GET as listConnections } from './connections/route'
import { POST as setLocale } from './locale/route'
import { GET as getDocument } from './openapi.json/route'
import { routes } from './openapi.json/routes'
import { DELETE as signOut } from './session/route'
import { DELETE as signOutEverywhere } from './sessions/route'

// The cookie is next-auth's work and needs a request of Next's; here only what the routes decide is looked at.
vi.mock('@/lib/auth/next-auth', () => ({ writeSessionCookie: async () => {}, clearSessionCookie: async () => {} }))

const ROLES: Role[] = ['owner', 'admin', 'agent', 'viewer']

type Place = { connectionId: string; migrationId: string; apiTokenId: string }

const people = new Map<Role, Person>()
let outsider: Person
let ours: Place

beforeAll(async () => {
  const ctx = await testApi()
  const customerId = await buildCustomer(ctx)
  const elsewhere = await buildCustomer(ctx, 'Another business')
  for (const role of ROLES) people.set(role, await buildPerson(ctx, role, [customerId]))
  outsider = await buildPerson(ctx, 'agent', [elsewhere])
  const owner = person('owner')
  const connection = await connect(
    owner.ctx,
    { kind: 'practice', story: 'everything_works', customerId },
    'key-matrix-1',
  )
  const migration = await startMigration(owner.ctx, { connectionId: connection.id }, 'key-matrix-2')
  const [token] = await ctx.db.select({ id: apiTokens.id }).from(apiTokens)
  ours = { connectionId: connection.id, migrationId: migration.id, apiTokenId: token?.id ?? '' }
})

const person = (role: Role): Person => {
  const found = people.get(role)
  if (!found) throw new Error(role)
  return found
}

const operations = operationsOf(routes)
const named = operations.map((listed) => [`${listed.method} ${listed.path}`, listed] as const)

function handlerOf({ path: address, method }: Listed): Handler {
  const handler = routes.find((route) => route.path === address)?.module[method]
  if (typeof handler !== 'function' || !('operation' in handler)) throw new Error(address)
  return handler as Handler // safe: only handle() makes functions with an operation
}

/** A good body for each address, so that a call gets as far as looking for its object. */
const BODIES: Readonly<Record<string, object>> = {
  'PATCH /api/connections/{id}': { label: 'New name' },
  'PATCH /api/migrations/{id}': { version: 0 },
  'POST /api/migrations/{id}/callback-override': { version: 0, host: 'chat.shop.example' },
  'DELETE /api/migrations/{id}/callback-override': { version: 0 },
  'POST /api/migrations/{id}/checks': { version: 0 },
  'PATCH /api/migrations/{id}/checks': { version: 0, kind: 'payment', confirmed: true },
  'POST /api/migrations/{id}/phone-number': { version: 0 },
  'POST /api/migrations/{id}/code': { version: 0, method: 'SMS', language: 'en_US' },
  'POST /api/migrations/{id}/verification': { version: 0, code: '123456' },
  'POST /api/migrations/{id}/registration': { version: 0, pin: '580293', customerAgreed: true },
  'POST /api/migrations/{id}/confirmation': { version: 0 },
  'POST /api/migrations/{id}/webhook-subscription': { version: 0 },
  'POST /api/migrations/{id}/closing': { item: 'pin', done: true },
  'POST /api/migrations/{id}/profile': { version: 0 },
  'POST /api/migrations/{id}/templates': { version: 0 },
  'POST /api/migrations/{id}/templates/file': { file: '[{"name":"order_sent","language":"vi"}]' },
  'POST /api/migrations/{id}/templates/recreation': {
    version: 0,
    name: 'order_sent',
    language: 'vi',
    category: 'UTILITY',
  },
  'POST /api/migrations/{id}/decision': { version: 0, happened: true },
  'POST /api/migrations/{id}/proof': { direction: 'in', arrived: true },
  'POST /api/migrations/{id}/test-answer': { version: 0 },
  'POST /api/migrations/{id}/test-message': {
    version: 0,
    to: '+84987654321',
    template: { name: 'thank_you', language: 'vi' },
    consent: true,
  },
  'POST /api/practice/{connectionId}/customer': { digits: '84912345678', text: 'Hello' },
  'POST /api/practice/{connectionId}/two-step': { digits: '84912345678', on: false },
}
const QUERIES: Readonly<Record<string, string>> = {
  'DELETE /api/migrations/{id}': '?version=0',
  'GET /api/practice/{connectionId}/chat': '?digits=84912345678',
  'GET /api/practice/{connectionId}/phone': '?digits=84912345678',
}

const idOf = (address: string, { connectionId, migrationId, apiTokenId }: Place): string => {
  if (address.startsWith('/api/connections')) return connectionId
  return address.startsWith('/api/api-tokens') ? apiTokenId : migrationId
}

function send(listed: Listed, headers: Record<string, string>, place: Place | null) {
  const name = `${listed.method} ${listed.path}`
  return call(handlerOf(listed), `${listed.path}${QUERIES[name] ?? ''}`, {
    method: listed.method,
    headers: { ...headers, 'idempotency-key': newId() },
    params: place
      ? { id: idOf(listed.path, place), connectionId: place.connectionId }
      : { id: newId(), connectionId: newId() },
    ...(listed.operation.input ? { body: BODIES[name] ?? { nothing: true } } : {}),
  })
}

const codeOf = ({ body }: { body: unknown }): unknown =>
  typeof body === 'object' && body !== null && 'code' in body ? body.code : undefined

describe('every route', () => {
  it('is in the list that the document is made from', () => {
    const folder = path.join(__dirname)
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('route.ts') && !file.startsWith('auth/') && !file.startsWith('openapi.json/'))
      .map((file) => `/api/${path.dirname(file).replaceAll(/\[(\w+)\]/g, '{$1}')}`)
    expect(routes.map((route) => route.path).sort()).toEqual(files.sort())
  })

  it.each(named)('%s says who may use it', (_name, { operation, method }) => {
    expect(operation.actor === 'anyone' || operation.right !== null).toBe(true)
    // What changes something at Meta or makes something must survive being sent twice.
    if (operation.actor === 'user' && method === 'POST') expect(operation.idempotent).toBe(true)
  })

  it.each(named.filter(([, { operation }]) => operation.actor === 'user'))(
    '%s lets in who has the right and nobody else',
    async (_name, listed) => {
      const { right } = listed.operation
      if (right === null) throw new Error('no right')
      expect(codeOf(await send(listed, {}, ours))).toBe('signed_out')
      for (const role of ROLES) {
        // Signing out has tests of its own below: it would end the next one's call.
        if (['/api/session', '/api/sessions'].includes(listed.path)) continue
        const answer = await send(listed, { authorization: `Bearer ${person(role).token}` }, null)
        const allowed: readonly Role[] = RIGHTS[right]
        if (allowed.includes(role)) expect(['forbidden', 'signed_out', 'internal']).not.toContain(codeOf(answer))
        else expect(answer).toMatchObject({ status: 403, body: { code: 'forbidden' } })
      }
    },
  )

  it.each(named.filter(([, { path: address }]) => address.includes('{')))(
    '%s shows a stranger nothing: a foreign id and a random id answer alike',
    async (_name, listed) => {
      const headers = { authorization: `Bearer ${outsider.token}` }
      const [foreign, random] = [await send(listed, headers, ours), await send(listed, headers, null)]
      const expected = RIGHTS[listed.operation.right ?? 'account.own'].some((role: Role) => role === 'agent')
        ? 404
        : 403
      expect([foreign.status, random.status]).toEqual([expected, expected])
      expect(codeOf(foreign)).toBe(codeOf(random))
      expect([...foreign.headers.keys()]).toEqual([...random.headers.keys()])
    },
  )

  // Of a move that is over, and not for every role: migrations/[id]/report/report.test.ts.
  const ofTheOpen = named.filter(
    ([, { path: address, operation }]) =>
      operation.actor === 'user' && address.includes('{') && !address.includes('/report'),
  )

  it.each(ofTheOpen.filter(([, { method }]) => method === 'GET'))(
    '%s shows its own people what is theirs',
    async (_name, listed) => {
      for (const role of ROLES) {
        const answer = await send(listed, { authorization: `Bearer ${person(role).token}` }, ours)
        expect(answer.status).toBe(200)
        expect(listed.operation.output?.safeParse(answer.body).error).toBeUndefined()
        expect(answer.text).not.toMatch(/PRACTICE|v1\.[0-9a-f]{8}\./)
      }
    },
  )
})

describe('signing out', () => {
  it('ends the session for every copy of the cookie', async () => {
    const { cookie } = await buildPerson(person('owner').ctx, 'viewer')
    const list = () => call(listConnections, '/api/connections', { headers: { cookie } })
    expect(await list()).toMatchObject({ status: 200 })
    expect(await call(signOut, '/api/session', { method: 'DELETE', headers: { cookie } })).toMatchObject({
      status: 204,
    })
    expect(await list()).toMatchObject({ status: 401, body: { code: 'signed_out' } })
  })

  it('everywhere ends the others too, and no API token', async () => {
    const { cookie, token, ctx, userId } = await buildPerson(person('owner').ctx, 'viewer')
    const other = await cookieFor(await createSession(ctx, userId, null))
    await call(signOutEverywhere, '/api/sessions', { method: 'DELETE', headers: { cookie } })
    const statusWith = async (headers: Record<string, string>) =>
      (await call(listConnections, '/api/connections', { headers })).status
    expect(await statusWith({ cookie })).toBe(401)
    expect(await statusWith({ cookie: other })).toBe(401)
    expect(await statusWith({ authorization: `Bearer ${token}` })).toBe(200)
  })
})

describe('API tokens', () => {
  it('are shown once, work at once, and stop when revoked', async () => {
    const { cookie } = await buildPerson(person('owner').ctx, 'agent')
    const press = { method: 'POST', headers: { cookie, 'idempotency-key': 'key-token-1' }, body: { label: 'Script' } }
    const made = await call(createToken, '/api/api-tokens', press)
    const { id, token } = NewApiTokenView.parse(made.body)
    expect(token).toMatch(/^cko_[\w-]{43}$/)
    const headers = { authorization: `Bearer ${token}` }
    const listed = await call(listTokens, '/api/api-tokens', { headers })
    expect(listed.text).toContain('Script')
    expect(listed.text).not.toContain(token)
    expect(await call(createToken, '/api/api-tokens', press)).toMatchObject({ status: 409 })
    await call(revokeToken, `/api/api-tokens/${id}`, { method: 'DELETE', headers: { cookie }, params: { id } })
    expect(await call(listTokens, '/api/api-tokens', { headers })).toMatchObject({ status: 401 })
  })
})

describe('GET /api/openapi.json', () => {
  it('describes every operation and leaves no reference hanging', async () => {
    const { status, body, text } = await call(getDocument, '/api/openapi.json')
    expect(status).toBe(200)
    const { paths, components } = z
      .object({
        paths: z.record(z.string(), z.record(z.string(), z.unknown())),
        components: z.record(z.string(), z.record(z.string(), z.unknown())),
      })
      .parse(body)
    expect(Object.values(paths).flatMap((path) => Object.keys(path))).toHaveLength(operations.length)
    for (const [, kind = '', name = ''] of text.matchAll(/"#\/components\/(\w+)\/(\w+)"/g)) {
      expect(Object.keys(components[kind] ?? {})).toContain(name)
    }
    expect(text).not.toContain('$defs')
    const ids = [...text.matchAll(/"operationId":"(\w+)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(operations.length)
  })
})

describe('POST /api/locale', () => {
  const choose = (locale: string, referer: string) =>
    call(setLocale, '/api/locale', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', referer },
      body: `locale=${locale}`,
    })

  it.each([
    ['http://localhost:3000/sign-in?next=1', '/sign-in?next=1'],
    ['http://localhost:3000//evil.test/x', '/evil.test/x'],
    ['https://evil.test/x', '/'],
    ['', '/'],
  ])('sets the cookie and goes back from %j to %s', async (referer, location) => {
    const { status, headers } = await choose('vi', referer)
    expect(status).toBe(303)
    expect(headers.get('location')).toBe(location)
    expect(headers.get('set-cookie')).toContain('locale=vi; Path=/')
  })

  it('knows only our languages', async () => {
    expect(await choose('xx%0d%0aset-cookie:a=b', '')).toMatchObject({ status: 422 })
  })
})
