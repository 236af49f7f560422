import { createHmac } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Context } from '@/lib/context'
import { seal } from '@/lib/crypto/seal'
import { newId } from '@/lib/db/ids'
import { connections, migrations, webhookDeliveries } from '@/lib/db/schema'
import type { Handler } from '@/lib/http/handle'
import { operationsOf } from '@/lib/http/openapi'
import { setBoss } from '@/lib/migration/wake'
import { buildCustomer, buildPerson, testApi } from '@/lib/testing/api'
import { routes } from '../../openapi.json/routes'
import { GET, POST } from './route'

const SECRET = 'b7f1c2d3e4a5968778695a4b3c2d1e0f'
const SEALED_SECRET = 'c0ffee00c0ffee00c0ffee00c0ffee00'
const SOURCE = '100000000000001'
const DESTINATION = '100000000000002'
const ELSEWHERE = '100000000000009'

let ctx: Context
const woken = vi.fn()

beforeAll(async () => {
  Object.assign(process.env, { META_APP_SECRET: SECRET, META_WEBHOOK_VERIFY_TOKEN: 'a-word-between-us' })
  ctx = await testApi()
  setBoss({ send: async (...[, job]: unknown[]) => woken(job) })
})

beforeEach(async () => {
  woken.mockClear()
  await ctx.db.delete(webhookDeliveries)
  await ctx.db.update(migrations).set({ watchAt: null })
})

/** One business's live move, with an app secret of its own. */
async function liveMove(accounts: { source: string; destination: string }): Promise<string> {
  const customerId = await buildCustomer(ctx)
  const { userId } = await buildPerson(ctx, 'owner', [customerId])
  const [connectionId, id, now] = [newId(), newId(), ctx.now()]
  const place = { table: 'connections', row: connectionId, column: 'sealed_app_secret', customerId }
  await ctx.db.insert(connections).values({
    id: connectionId,
    customerId,
    kind: 'live',
    label: 'Live',
    sealedToken: null,
    lastFour: 'abcd',
    sealedAppSecret: seal(SEALED_SECRET, place),
    scopes: [],
    accounts: [],
    checkedAt: now,
    createdBy: userId,
    createdAt: now,
  })
  await ctx.db.insert(migrations).values({
    id,
    reference: newId(),
    customerId,
    connectionId,
    realm: 'live',
    status: 'draft',
    version: 0,
    sourceWabaId: accounts.source,
    destinationWabaId: accounts.destination,
    createdBy: userId,
    createdAt: now,
    updatedAt: now,
  })
  return id
}

const body = (wabaId: string, field = 'account_review_update', more: object = {}) =>
  JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: wabaId, time: 1_764_000_000, changes: [{ field, value: { decision: 'APPROVED', ...more } }] }],
  })

const sign = (bytes: string | Buffer, secret = SECRET) =>
  `sha256=${createHmac('sha256', secret).update(bytes).digest('hex')}`

/** As Meta's servers send it: no Origin, no Sec-Fetch-Site, no cookie. */
async function deliver(bytes: string | Buffer, signature: string | null = sign(bytes)): Promise<number> {
  const request = new Request('http://localhost:3000/api/webhooks/meta', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(signature === null ? {} : { 'x-hub-signature-256': signature }),
    },
    body: typeof bytes === 'string' ? bytes : new Uint8Array(bytes),
  })
  return (await POST(request, { params: Promise.resolve({}) })).status
}

const isDue = async (id: string): Promise<boolean> => {
  const [row] = await ctx.db.select().from(migrations).where(eq(migrations.id, id))
  return row?.watchAt !== null
}

describe('a delivery', () => {
  it.each([
    'security',
    'account_review_update',
    'business_capability_update',
    'phone_number_name_update',
    'account_update',
  ])('of %s makes a look at every move from or to that account, across customers', async (field) => {
    const from = await liveMove({ source: SOURCE, destination: DESTINATION })
    const to = await liveMove({ source: ELSEWHERE, destination: SOURCE })
    const other = await liveMove({ source: ELSEWHERE, destination: DESTINATION })
    expect(await deliver(body(SOURCE, field))).toBe(200)
    expect([await isDue(from), await isDue(to), await isDue(other)]).toEqual([true, true, false])
    expect(woken).toHaveBeenCalledWith({ migrationId: from })
    expect(woken).toHaveBeenCalledWith({ migrationId: to })
    await ctx.db.update(migrations).set({ status: 'cancelled' })
  })

  it.each([
    'phone_number_quality_update',
    'phone_number_name_update',
    'account_update',
    'account_review_update',
    'message_template_status_update',
    'message_template_quality_update',
  ])('of %s makes a look at what has moved to that account in the last two days', async (field) => {
    const hoursAgo = (hours: number) => new Date(Date.now() - hours * 60 * 60_000)
    const moved = async (accounts: Parameters<typeof liveMove>[0], confirmedAt: Date) => {
      const id = await liveMove(accounts)
      await ctx.db.update(migrations).set({ status: 'confirmed', confirmedAt }).where(eq(migrations.id, id))
      return id
    }
    const here = await moved({ source: ELSEWHERE, destination: DESTINATION }, hoursAgo(47))
    const older = await moved({ source: ELSEWHERE, destination: DESTINATION }, hoursAgo(48))
    const away = await moved({ source: DESTINATION, destination: ELSEWHERE }, hoursAgo(1))
    expect(await deliver(body(DESTINATION, field))).toBe(200)
    const rows = await ctx.db.select().from(migrations)
    const planned = (id: string) => rows.find((row) => row.id === id)?.guardAt ?? null
    expect(planned(here)?.getTime()).toBeLessThanOrEqual(Date.now())
    expect([planned(older), planned(away), await isDue(here)]).toEqual([null, null, false])
    expect(woken).toHaveBeenCalledWith({ migrationId: here })
    await ctx.db.update(migrations).set({ status: 'cancelled' })
  })

  it('is believed in nothing: what it says is nowhere to be found', async () => {
    await liveMove({ source: SOURCE, destination: DESTINATION })
    expect(await deliver(body(SOURCE, 'security', { event: 'PIN_REQUEST_SUCCESS canary' }))).toBe(200)
    const rows = await ctx.db.select().from(migrations)
    expect(JSON.stringify([rows, await ctx.db.select().from(webhookDeliveries)])).not.toContain('canary')
  })

  it.each<[string, (bytes: string) => string | null]>([
    ['no signature', () => null],
    ['an empty one', () => ''],
    ['another app’s', (bytes) => sign(bytes, 'another app')],
    ['that of other bytes', (bytes) => sign(`${bytes} `)],
    ['a short one', (bytes) => sign(bytes).slice(0, -2)],
    ['one in SHA-1’s name', (bytes) => sign(bytes).replace('sha256', 'sha1')],
  ])('with %s is refused and does nothing', async (_what, signature) => {
    const id = await liveMove({ source: SOURCE, destination: DESTINATION })
    const bytes = body(SOURCE, 'security', { id })
    expect(await deliver(bytes, signature(bytes))).toBe(403)
    expect(await isDue(id)).toBe(false)
    expect(await ctx.db.select().from(webhookDeliveries)).toEqual([])
  })

  it('is taken from an app whose secret is sealed with a connection to that account, and for no other account', async () => {
    await ctx.db.update(migrations).set({ status: 'cancelled' })
    await ctx.db.delete(migrations)
    await ctx.db.delete(connections)
    const id = await liveMove({ source: SOURCE, destination: DESTINATION })
    const ours = body(DESTINATION, 'security', { id })
    expect(await deliver(ours, sign(ours, SEALED_SECRET))).toBe(200)
    expect(await isDue(id)).toBe(true)
    const theirs = body(ELSEWHERE, 'security', { id })
    expect(await deliver(theirs, sign(theirs, SEALED_SECRET))).toBe(403)
  })

  it('once more says nothing new, until a day has passed', async () => {
    const id = await liveMove({ source: SOURCE, destination: DESTINATION })
    const bytes = body(SOURCE, 'security', { id })
    const look = async () => {
      await ctx.db.update(migrations).set({ watchAt: null })
      return [await deliver(bytes), await isDue(id)]
    }
    expect(await look()).toEqual([200, true])
    expect(await look()).toEqual([200, false])
    await ctx.db.update(webhookDeliveries).set({ receivedAt: new Date(Date.now() - 25 * 60 * 60_000) })
    expect(await look()).toEqual([200, true])
    expect(await ctx.db.select().from(webhookDeliveries)).toHaveLength(1)
  })

  it.each([
    ['about an account nobody moves', body('999999999999999')],
    ['of a field that turns no check', body(SOURCE, 'messages')],
    ['of another product', JSON.stringify({ object: 'page', entry: [{ id: SOURCE }] })],
    ['of a shape we do not know', JSON.stringify({ entry: 'x' })],
    ['with fields we do not know', JSON.stringify({ object: 'whatsapp_business_account', new: 1, entry: [] })],
  ])('%s is taken and ignored', async (_what, bytes) => {
    const id = await liveMove({ source: SOURCE, destination: DESTINATION })
    expect(await deliver(bytes)).toBe(200)
    expect(await isDue(id)).toBe(false)
  })

  it.each<[string, string | Buffer, number]>([
    ['that is no JSON', '{"entry":', 400],
    ['that is no text', Buffer.from([0xff, 0xfe, 0x00]), 400],
    ['of nothing', '', 400],
    ['of more than 256 kB', body(SOURCE, 'security', { x: 'x'.repeat(256 * 1024) }), 413],
  ])('%s is refused', async (_what, bytes, status) => {
    expect(await deliver(bytes)).toBe(status)
  })

  it('just under the limit is read', async () => {
    expect(await deliver(body(SOURCE, 'security', { x: 'x'.repeat(255 * 1024) }))).toBe(200)
  })
})

describe('the challenge', () => {
  const ask = async (query: Record<string, string>) => {
    const url = `http://localhost:3000/api/webhooks/meta?${new URLSearchParams(query)}`
    const response = await GET(new Request(url), { params: Promise.resolve({}) })
    return [response.status, response.status === 200 ? await response.text() : '']
  }
  const right = { 'hub.mode': 'subscribe', 'hub.verify_token': 'a-word-between-us', 'hub.challenge': '1158201444' }

  it('comes back to who knows the word', async () => {
    expect(await ask(right)).toEqual([200, '1158201444'])
  })

  it.each([
    [403, { ...right, 'hub.verify_token': 'another-word' }],
    [403, { ...right, 'hub.verify_token': '' }],
    [422, { ...right, 'hub.mode': 'unsubscribe' }],
    [422, { ...right, 'hub.challenge': '<script>' }],
    [422, {}],
  ])('is answered %i to %j', async (status, query) => {
    expect((await ask(query))[0]).toBe(status)
  })
})

describe('every other door', () => {
  const others = operationsOf(routes).filter(
    ({ method, path }) => method !== 'GET' && !path.startsWith('/api/webhooks/meta'),
  )

  it.each(others.map((listed) => [`${listed.method} ${listed.path}`, listed] as const))(
    '%s stays shut to a call without an origin',
    async (_name, { method, path }) => {
      const handler = routes.find((route) => route.path === path)?.module[method] as Handler // safe: operationsOf found it there
      const request = new Request(`http://localhost:3000${path}`, { method })
      const response = await handler(request, { params: Promise.resolve({}) })
      expect(await response.json()).toMatchObject({ code: 'cross_site' })
    },
  )
})
