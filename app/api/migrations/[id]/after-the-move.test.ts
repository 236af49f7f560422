import { and, eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { createPractice } from '@/lib/connections/create-practice'
import type { Context } from '@/lib/context'
import { newId } from '@/lib/db/ids'
import { events } from '@/lib/db/schema'
import { cancelMigration } from '@/lib/migration/cancel'
import { choose } from '@/lib/migration/choose'
import { CLOSING_ITEMS } from '@/lib/migration/closing'
import { confirmMove } from '@/lib/migration/confirm-move'
import { getMigration } from '@/lib/migration/get'
import { register } from '@/lib/migration/register'
import { requestCode } from '@/lib/migration/request-code'
import { startMigration } from '@/lib/migration/start'
import { subscribeApp } from '@/lib/migration/subscribe-app'
import { tickClosing } from '@/lib/migration/tick-closing'
import { verifyCode } from '@/lib/migration/verify-code'
import type { MigrationView } from '@/lib/migration/view'
import { readPhone } from '@/lib/sandbox/controls'
import { databaseStore } from '@/lib/sandbox/database-store'
import { buildCustomer, buildPerson, call, type Person, testApi } from '@/lib/testing/api'
import { POST } from './closing/route'

let system: Context
let customerId: string
let owner: Person
let agent: Person

beforeAll(async () => {
  system = await testApi()
  customerId = await buildCustomer(system)
  owner = await buildPerson(system, 'owner', [customerId])
  agent = await buildPerson(system, 'agent', [customerId])
})

const NUMBER = { e164: '+84912345678', digits: '84912345678' }
const store = () => databaseStore(system.db, system.now)

async function ready(): Promise<MigrationView> {
  const input = { kind: 'practice', story: 'everything_works', customerId } as const
  const connection = await createPractice(owner.ctx, input, newId())
  const draft = await startMigration(owner.ctx, { connectionId: connection.id }, newId())
  return choose(owner.ctx, draft.id, { version: draft.version, phoneNumber: NUMBER.e164 })
}

async function moved(): Promise<MigrationView> {
  const { id, version, connection } = await ready()
  const sent = await requestCode(owner.ctx, id, { version, method: 'SMS', language: 'vi' }, newId())
  const phone = await readPhone(store(), connection.id, NUMBER.digits, system.now)
  const code = phone.at(-1)?.code ?? ''
  const verified = await verifyCode(owner.ctx, id, { version: sent.version, code }, newId())
  const view = await register(owner.ctx, id, { version: verified.version, pin: '482915' }, newId())
  expect(view).toMatchObject({ status: 'confirmed', closing: {} })
  return view
}

const press = (person: Person, id: string, body: object, key = newId()) =>
  call(POST, `/api/migrations/${id}/closing`, {
    method: 'POST',
    headers: { cookie: person.cookie, 'idempotency-key': key },
    params: { id },
    body,
  })

const ticksOf = (id: string) =>
  system.db
    .select({ by: events.actorName, data: events.data })
    .from(events)
    .where(and(eq(events.migrationId, id), eq(events.kind, 'closing_ticked')))
    .orderBy(events.seq)

describe('tickClosing', () => {
  it('keeps who ticked what and when; taken back it is gone, and both are written down', async () => {
    const { id, version } = await moved()
    const ticked = await tickClosing(owner.ctx, id, { item: 'pin', done: true })
    expect(ticked.closing).toEqual({ pin: { at: expect.stringMatching(/^20\d\d-/), by: 'Lan owner' } })
    expect(ticked.version, 'pages made before stay good').toBe(version)
    const back = await tickClosing(agent.ctx, id, { item: 'pin', done: false })
    expect(back.closing).toEqual({})
    expect(await ticksOf(id)).toEqual([
      { by: 'Lan owner', data: { item: 'pin', done: true } },
      { by: 'Lan agent', data: { item: 'pin', done: false } },
    ])
  })

  it('lets two people tick different things at the same moment', async () => {
    const { id } = await moved()
    const presses = CLOSING_ITEMS.map((item, at) => press(at % 2 === 0 ? owner : agent, id, { item, done: true }))
    const answers = await Promise.all(presses)
    expect(answers.map(({ status }) => status)).toEqual(CLOSING_ITEMS.map(() => 200))
    const { closing } = await getMigration(owner.ctx, id)
    expect(Object.keys(closing).sort()).toEqual([...CLOSING_ITEMS].sort())
    expect(closing.systems?.by).toBe('Lan owner')
    expect(closing.pin?.by).toBe('Lan agent')
    expect(await ticksOf(id)).toHaveLength(CLOSING_ITEMS.length)
  })

  it('says a thing once: the first name stays, and so does the journal', async () => {
    const { id } = await moved()
    const key = newId()
    expect(await press(owner, id, { item: 'chats', done: true }, key)).toMatchObject({ status: 200 })
    expect(await press(owner, id, { item: 'chats', done: true }, key)).toMatchObject({ status: 200 })
    const again = await press(agent, id, { item: 'chats', done: true })
    expect(again.body).toMatchObject({ closing: { chats: { by: 'Lan owner' } } })
    expect(await ticksOf(id)).toHaveLength(1)
  })

  it('refuses who may not move, whom it is not for, and what is not in the list', async () => {
    const { id } = await moved()
    const viewer = await buildPerson(system, 'viewer', [customerId])
    const stranger = await buildPerson(system, 'agent', [await buildCustomer(system, 'Another business')])
    const good = { item: 'pin', done: true }
    expect(await press(viewer, id, good)).toMatchObject({ status: 403, body: { code: 'forbidden' } })
    expect(await press(stranger, id, good)).toMatchObject({ status: 404, body: { code: 'not_found' } })
    for (const bad of [{ item: 'payment', done: true }, { item: 'pin' }, { ...good, version: 1 }]) {
      expect((await press(owner, id, bad)).status).toBe(422)
    }
    expect((await getMigration(owner.ctx, id)).closing).toEqual({})
    expect(await ticksOf(id)).toEqual([])
  })

  it('waits until the number has moved, and is over when the move was stopped', async () => {
    const start = await ready()
    const early = await press(owner, start.id, { item: 'pin', done: true })
    expect(early.body).toMatchObject({ code: 'step_not_reached' })
    await cancelMigration(owner.ctx, start.id, { version: start.version })
    const late = await press(owner, start.id, { item: 'pin', done: true })
    expect(late.body).toMatchObject({ code: 'step_not_reached' })
  })
})

describe('reading once more after the move', () => {
  it('finds what was mended at Meta, and leaves the number as it was at the moment of the move', async () => {
    const { id, version, after, connection } = await moved()
    expect(after?.paymentAttached).toBe(true)
    await store().update(connection.id, (world) => {
      const account = world.accounts.find((one) => one.id === world.destinationId)
      if (account !== undefined) account.primaryFundingId = null
      for (const number of world.numbers.filter((one) => one.accountId === world.destinationId)) {
        number.qualityRating = 'RED'
        number.profile.about = 'Mở cửa 8:00–21:00'
      }
    })
    const read = await confirmMove(owner.ctx, id)
    expect(read.version).toBe(version)
    expect(read.after).toMatchObject({
      readAt: after?.readAt,
      qualityRating: after?.qualityRating,
      paymentAttached: false,
      profile: { about: 'Mở cửa 8:00–21:00' },
    })
    expect(Date.parse(read.after?.accountReadAt ?? '')).toBeGreaterThan(Date.parse(after?.readAt ?? ''))
  })

  it('shows the app that was connected by a press on the page', async () => {
    const { id, connection } = await moved()
    await store().update(connection.id, (world) => {
      const account = world.accounts.find((one) => one.id === world.destinationId)
      if (account !== undefined) account.apps = []
    })
    const none = await confirmMove(owner.ctx, id)
    expect(none.after?.subscribedApps).toEqual([])
    const heard = await subscribeApp(owner.ctx, id, { version: none.version }, newId())
    expect(heard.after?.subscribedApps).toHaveLength(1)
  })

  it('says why when the number cannot be read, and forgets nothing', async () => {
    const { id, after, connection } = await moved()
    await store().update(connection.id, (world) => {
      world.numbers = []
    })
    await expect(confirmMove(owner.ctx, id)).rejects.toMatchObject({ code: 'object_missing' })
    expect((await getMigration(owner.ctx, id)).after).toEqual(after)
  })
})
