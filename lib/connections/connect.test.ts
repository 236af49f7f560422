import { and, eq } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Context } from '@/lib/context'
import { Secret } from '@/lib/crypto/secret'
import { newId } from '@/lib/db/ids'
import { attempts, connections, events, migrations } from '@/lib/db/schema'
import { getMigration } from '@/lib/migration/get'
import { buildCustomer, buildPerson, type Person } from '@/lib/testing/api'
import { type TestContext, testContext } from '@/lib/testing/database'
import { changeConnection } from './change'
import { checkConnection } from './check'
import { connect } from './connect'
import { getConnection } from './get'
import { graphFor, graphWith } from './graph-for'
import { listConnections } from './list'
import { removeConnection } from './remove'

/** Meta as these tests play it: address → answer. What is not there is refused as Meta refuses strangers. */
const meta = vi.hoisted(() => ({
  answers: new Map<string, unknown>(),
  asked: [] as { path: string; authorization: string; proof: string | null }[],
  down: false,
}))

vi.mock('@/lib/graph/transport', () => {
  const stranger = { message: 'Unsupported get request', type: 'GraphMethodException', code: 100, error_subcode: 33 }
  const answer = (address: string): { code: number; body: unknown } => {
    const body = meta.answers.get(new URL(address, 'https://graph.test').pathname.replace('/v25.0', ''))
    return body === undefined ? { code: 400, body: { error: stranger } } : { code: 200, body }
  }
  const fetch = async (request: Request): Promise<Response> => {
    const url = new URL(request.url)
    const path = url.pathname.replace('/v25.0', '')
    const authorization = request.headers.get('authorization') ?? ''
    meta.asked.push({ path, authorization, proof: url.searchParams.get('appsecret_proof') })
    if (meta.down) return new Response('Sorry', { status: 503, headers: { 'content-type': 'text/html' } })
    if (request.method === 'POST') {
      const { batch }: { batch: { relative_url: string }[] } = await request.json()
      const items = batch.map(({ relative_url }) => answer(`/${relative_url}`))
      return Response.json(items.map(({ code, body }) => ({ code, body: JSON.stringify(body) })))
    }
    const { code, body } = answer(request.url)
    return Response.json(body, { status: code })
  }
  return { createLiveTransport: () => ({ readFetch: fetch, writeFetch: fetch, close: async () => {} }) }
})

const TOKEN = `EAAG${'c4N4ry'.repeat(20)}x9Qd`
const OTHER_TOKEN = `EAAG${'0th3r'.repeat(20)}zzzz`
const SECRET = '0123456789abcdef0123456789abcdef'
const SCOPES = ['business_management', 'whatsapp_business_management', 'whatsapp_business_messaging']
const [OLD, NEW, BUSINESS] = ['102290129340398', '102290129340399', '506914307656634']

type Told = { scopes?: string[]; type?: string; valid?: boolean; expires?: number; targets?: string[] }

const tellToken = ({
  scopes = SCOPES,
  type = 'SYSTEM_USER',
  valid = true,
  expires = 0,
  targets = [OLD],
}: Told = {}) => {
  const granular = [
    { scope: 'business_management', target_ids: [BUSINESS] },
    { scope: 'whatsapp_business_management', target_ids: targets },
  ]
  const data = { app_id: '670843887433847', application: 'Number move', type, is_valid: valid, expires_at: expires }
  meta.answers.set('/debug_token', { data: { ...data, scopes, granular_scopes: granular, user_id: '12345678' } })
}

const tellAccount = (id: string, name: string, business = BUSINESS) => {
  const owner = { id: business, name: 'Cửa hàng Lan' }
  meta.answers.set(`/${id}`, { id, name, account_review_status: 'APPROVED', owner_business_info: owner, country: 'VN' })
  meta.answers.set(`/${id}/phone_numbers`, { data: [] })
}

let test: TestContext
let customerId: string
let owner: Person
let agent: Person

const as = (person: Person): Context => person.ctx
const live = (more = {}) => ({ kind: 'live' as const, token: TOKEN, ...more })

beforeAll(async () => {
  test = await testContext()
  customerId = await buildCustomer(test.ctx)
  owner = await buildPerson(test.ctx, 'owner', [customerId])
  agent = await buildPerson(test.ctx, 'agent', [customerId])
})

beforeEach(() => {
  meta.answers.clear()
  meta.asked.length = 0
  meta.down = false
  tellToken()
  meta.answers.set('/me', { id: '12345678', name: 'Number move' })
  tellAccount(OLD, 'At the provider')
  tellAccount(NEW, 'Own account')
  meta.answers.set(`/${BUSINESS}/owned_whatsapp_business_accounts`, { data: [{ id: NEW, name: 'Own account' }] })
  meta.answers.set(`/${BUSINESS}/client_whatsapp_business_accounts`, { data: [] })
})

const rowOf = async (id: string) => {
  const [row] = await test.ctx.db.select().from(connections).where(eq(connections.id, id))
  if (!row) throw new Error(id)
  return row
}

describe('connect', () => {
  it('keeps what Meta says of the token and which accounts it reaches', async () => {
    const view = await connect(as(owner), live({ token: ` "Bearer ${TOKEN}"\n` }), newId())
    expect(view).toMatchObject({
      kind: 'live',
      label: 'Cửa hàng Lan',
      lastFour: 'x9Qd',
      appId: '670843887433847',
      tokenType: 'SYSTEM_USER',
      systemUserName: 'Number move',
      scopes: SCOPES,
      expiresAt: null,
      hasAppSecret: false,
      problem: null,
      warnings: ['never_expires'],
      addedBy: 'Lan owner',
      openMigrations: 0,
    })
    expect(view.accounts.map(({ id, name }) => [id, name])).toEqual([
      [OLD, 'At the provider'],
      [NEW, 'Own account'],
    ])
  })

  it('seals token and app secret, and shows neither in any answer, row or event', async () => {
    const { id } = await connect(as(owner), live({ appSecret: SECRET, label: 'Sealed' }), newId())
    const row = await rowOf(id)
    expect(row.sealedToken).toMatch(/^v1\.[0-9a-f]{8}\./)
    const seen = JSON.stringify([
      row,
      await listConnections(as(owner)),
      await getConnection(as(owner), id),
      await test.ctx.db.select().from(events),
    ])
    for (const text of [TOKEN, TOKEN.slice(10, 40), SECRET]) expect(seen).not.toContain(text)
    expect(JSON.stringify(await listConnections(as(owner)))).not.toContain('v1.')
    const { client } = await graphFor(as(owner), id)
    meta.asked.length = 0
    await client.me()
    expect(meta.asked[0]).toMatchObject({ path: '/me', authorization: `Bearer ${TOKEN}` })
    expect(meta.asked[0]?.proof).toMatch(/^[0-9a-f]{64}$/)
  })

  it('writes the event with the row', async () => {
    const { id } = await connect(as(owner), live({ label: 'With event' }), newId())
    const found = await test.ctx.db.select().from(events).where(eq(events.kind, 'connection_added'))
    expect(found.at(-1)).toMatchObject({ actorName: 'Lan owner', data: { connectionId: id, label: 'With event' } })
  })

  it('makes one connection for one key, also when both presses come at the same moment', async () => {
    const key = newId()
    const [first, second] = await Promise.all([connect(as(owner), live(), key), connect(as(owner), live(), key)])
    expect(first.id).toBe(second.id)
    expect((await connect(as(owner), live(), key)).id).toBe(first.id)
  })

  it.each([
    [
      'a person’s token',
      { type: 'USER', expires: Math.floor(Date.UTC(2026, 2, 2, 15) / 1000) },
      ['personal', 'expires_soon'],
    ],
    ['a token for 60 days', { expires: Math.floor(Date.UTC(2026, 4, 1) / 1000) }, []],
    ['without business_management', { scopes: SCOPES.slice(1) }, ['never_expires']],
  ])('takes %s, with a word about it', async (_name, told, warnings) => {
    tellToken(told)
    expect((await connect(as(owner), live(), newId())).warnings).toEqual(warnings)
  })

  it.each([
    [
      'one permission is missing',
      { scopes: SCOPES.slice(0, 2) },
      'token_scope_missing',
      { scopes: 'whatsapp_business_messaging' },
    ],
    ['it is no longer valid', { valid: false }, 'token_expired', {}],
  ])('refuses a token when %s', async (_name, told, code, params) => {
    tellToken(told)
    await expect(connect(as(owner), live(), newId())).rejects.toMatchObject({ code, params, field: 'token' })
  })

  it('refuses a token that sees no account', async () => {
    for (const path of [`/${OLD}`, `/${NEW}`]) meta.answers.delete(path)
    await expect(connect(as(owner), live(), newId())).rejects.toThrow('token_no_accounts')
  })

  it('goes on without an account that it may not read', async () => {
    meta.answers.delete(`/${OLD}`)
    expect((await connect(as(owner), live(), newId())).accounts.map(({ id }) => id)).toEqual([NEW])
  })

  it('takes a token that Meta does not let look at itself only if its accounts can be found', async () => {
    meta.answers.delete('/debug_token')
    await expect(connect(as(owner), live(), newId())).rejects.toThrow('token_no_accounts')
  })

  it('says that Meta is away, and keeps nothing', async () => {
    meta.down = true
    const key = newId()
    await expect(connect(as(owner), live(), key)).rejects.toThrow('meta_down')
    expect(await test.ctx.db.select().from(connections).where(eq(connections.createdKey, key))).toEqual([])
  })

  it('asks Meta nothing about what cannot be a token', async () => {
    await expect(connect(as(owner), live({ token: SECRET }), newId())).rejects.toThrow('token_looks_like_secret')
    await expect(connect(as(owner), live({ appSecret: 'x' }), newId())).rejects.toThrow('app_secret_format')
    expect(meta.asked).toEqual([])
  })

  it('is for those who manage connections; another’s customer is not found', async () => {
    await expect(connect(as(agent), live(), newId())).rejects.toThrow('forbidden')
    await expect(connect(as(owner), live({ customerId: newId() }), newId())).rejects.toThrow('not_found')
  })
})

describe('connect, practice', () => {
  it('makes a world that answers like Meta, for agents too', async () => {
    const view = await connect(as(agent), { kind: 'practice', story: 'everything_works' }, newId())
    expect(view).toMatchObject({ kind: 'practice', story: 'everything_works', problem: null, warnings: [] })
    expect(view.accounts.length).toBeGreaterThanOrEqual(2)
    const { client } = await graphFor(as(agent), view.id)
    const [account] = view.accounts
    expect(await client.waba(account?.id ?? '')).toMatchObject({ ok: true, value: { name: account?.name } })
    expect(meta.asked).toEqual([])
  })

  it('knows only its own stories', async () => {
    await expect(connect(as(owner), { kind: 'practice', story: 'x' }, newId())).rejects.toThrow('invalid_input')
  })
})

describe('graphWith', () => {
  it('never lets a practice token go to Meta, nor a real one into practice', () => {
    const practice = new Secret(`PRACTICE${newId()}`)
    expect(() => graphWith(test.ctx, { kind: 'live' }, practice, null)).toThrow('not for a live connection')
    expect(() => graphWith(test.ctx, { kind: 'practice', worldId: 'w' }, new Secret(TOKEN), null)).toThrow(
      'not for a practice connection',
    )
  })
})

describe('checkConnection', () => {
  it('keeps what became of the token, and forgets it when it works again', async () => {
    const { id } = await connect(as(owner), live(), newId())
    tellToken({ valid: false })
    expect(await checkConnection(as(agent), id)).toMatchObject({ problem: 'token_stopped' })
    tellToken({ scopes: SCOPES.slice(0, 1) })
    expect(await checkConnection(as(owner), id)).toMatchObject({ problem: 'token_scope_missing' })
    tellToken()
    expect(await checkConnection(as(owner), id)).toMatchObject({ problem: null })
  })

  it('does not blame the token when Meta is away', async () => {
    const { id } = await connect(as(owner), live(), newId())
    meta.down = true
    await expect(checkConnection(as(owner), id)).rejects.toThrow('meta_down')
    expect((await rowOf(id)).problem).toBeNull()
  })
})

const buildMigration = async (connectionId: string, more: Partial<typeof migrations.$inferInsert> = {}) => {
  const id = newId()
  const now = test.clock.now()
  await test.ctx.db.insert(migrations).values({
    id,
    reference: `MV-${id.slice(0, 6)}`,
    customerId,
    connectionId,
    realm: 'live',
    status: 'ready',
    version: 0,
    createdBy: owner.userId,
    createdAt: now,
    updatedAt: now,
    ...more,
  })
  return id
}

describe('changeConnection', () => {
  it('takes a new name, and a new token of the same business', async () => {
    const { id } = await connect(as(owner), live({ appSecret: SECRET }), newId())
    await buildMigration(id, { sourceWabaId: OLD, destinationWabaId: NEW })
    const view = await changeConnection(as(owner), id, { label: 'New name', token: OTHER_TOKEN })
    expect(view).toMatchObject({ label: 'New name', lastFour: 'zzzz', hasAppSecret: true, openMigrations: 1 })
    const { client } = await graphFor(as(owner), id)
    await client.me()
    expect(meta.asked.at(-1)?.authorization).toBe(`Bearer ${OTHER_TOKEN}`)
  })

  it('refuses a token of another business, or one that loses an account in use', async () => {
    const { id } = await connect(as(owner), live(), newId())
    await buildMigration(id, { sourceWabaId: OLD, destinationWabaId: NEW })
    meta.answers.delete(`/${OLD}`)
    await expect(changeConnection(as(owner), id, { token: OTHER_TOKEN })).rejects.toThrow('token_other_business')
    tellAccount(OLD, 'Elsewhere', '999999999999')
    tellAccount(NEW, 'Elsewhere', '999999999999')
    await expect(changeConnection(as(owner), id, { token: OTHER_TOKEN })).rejects.toThrow('token_other_business')
    expect((await rowOf(id)).lastFour).toBe('x9Qd')
  })

  it('does not need an account that the old token could not see either', async () => {
    const { id } = await connect(as(owner), live(), newId())
    await buildMigration(id, { sourceWabaId: '777777777777', destinationWabaId: NEW })
    expect(await changeConnection(as(owner), id, { token: OTHER_TOKEN })).toMatchObject({ lastFour: 'zzzz' })
  })

  it('is not for agents', async () => {
    const { id } = await connect(as(owner), live(), newId())
    await expect(changeConnection(as(agent), id, { label: 'Mine' })).rejects.toThrow('forbidden')
  })
})

describe('removeConnection', () => {
  it('destroys the sealed values and is not found any more', async () => {
    const { id } = await connect(as(owner), live({ appSecret: SECRET }), newId())
    await removeConnection(as(owner), id)
    expect(await rowOf(id)).toMatchObject({ sealedToken: null, sealedAppSecret: null })
    await expect(getConnection(as(owner), id)).rejects.toThrow('not_found')
    await expect(removeConnection(as(owner), id)).rejects.toThrow('not_found')
    await expect(graphFor(as(owner), id)).rejects.toThrow('token_stopped')
    expect((await listConnections(as(owner))).map((view) => view.id)).not.toContain(id)
  })

  it.each(['intent', 'armed', 'unknown'] as const)('waits for a call that is %s', async (state) => {
    const { id } = await connect(as(owner), live(), newId())
    const migrationId = await buildMigration(id)
    const attemptId = newId()
    const row = { id: attemptId, migrationId, command: 'add_number', actorId: 'u', actorName: 'Lan', fence: 1 } as const
    await test.ctx.db.insert(attempts).values({ ...row, state, idempotencyKey: newId(), intentAt: test.clock.now() })
    await expect(removeConnection(as(owner), id)).rejects.toThrow('connection_in_use')
    await test.ctx.db.update(attempts).set({ state: 'refused' }).where(eq(attempts.id, attemptId))
    await removeConnection(as(owner), id)
  })
})

describe('a removed connection with an open move', () => {
  it('gets another token, and the move goes on with it', async () => {
    const { id } = await connect(as(owner), live(), newId())
    const migrationId = await buildMigration(id)
    await removeConnection(as(owner), id)
    expect((await getMigration(as(owner), migrationId)).connection.problem).toBe('token_stopped')
    await changeConnection(as(owner), id, { token: OTHER_TOKEN })
    expect((await getMigration(as(owner), migrationId)).connection.problem).toBeNull()
    await expect(graphFor(as(owner), id)).resolves.toMatchObject({ connection: { lastFour: OTHER_TOKEN.slice(-4) } })
    expect((await listConnections(as(owner))).map((view) => view.id)).toContain(id)
  })
})

describe('graphFor', () => {
  it('opens nothing that was moved to another row', async () => {
    const { id } = await connect(as(owner), live(), newId())
    const other = await connect(as(owner), live({ token: OTHER_TOKEN }), newId())
    const { sealedToken } = await rowOf(other.id)
    await test.ctx.db
      .update(connections)
      .set({ sealedToken })
      .where(and(eq(connections.id, id)))
    await expect(graphFor(as(owner), id)).rejects.toThrow('token_stopped')
  })

  it('is not for those who may not see the customer', async () => {
    const { id } = await connect(as(owner), live(), newId())
    const stranger = await buildPerson(test.ctx, 'agent', [await buildCustomer(test.ctx, 'Another')])
    await expect(graphFor(as(stranger), id)).rejects.toThrow('not_found')
    await expect(getConnection(as(stranger), id)).rejects.toThrow('not_found')
    await expect(checkConnection(as(stranger), id)).rejects.toThrow('not_found')
    expect(await listConnections(as(stranger))).toEqual([])
  })
})
