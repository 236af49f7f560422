import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hearPractice, setPracticeReceiver } from '@/lib/connections/practice-webhooks'
import { removeConnection } from '@/lib/connections/remove'
import type { Context, Role } from '@/lib/context'
import { newId } from '@/lib/db/ids'
import { callbackOverrides, events } from '@/lib/db/schema'
import { decide } from '@/lib/migration/decide'
import { getMigration } from '@/lib/migration/get'
import { listMigrations } from '@/lib/migration/list'
import { reconcileDue } from '@/lib/migration/reconcile'
import type { MigrationView } from '@/lib/migration/view'
import { listNotices } from '@/lib/notices/list'
import { getProofOptions } from '@/lib/proof/get-proof-options'
import { sendTest } from '@/lib/proof/send-test'
import { answers } from '@/lib/sandbox/answers'
import { customerWrites, setCallback } from '@/lib/sandbox/controls'
import { databaseStore } from '@/lib/sandbox/database-store'
import type { Call, Misbehaviour } from '@/lib/sandbox/faults'
import type { World } from '@/lib/sandbox/state'
import { buildCustomer, buildPerson } from '@/lib/testing/api'
import { type Clock, testContext } from '@/lib/testing/database'
import { dumpDatabase } from '@/lib/testing/dump'
import { buildChosen, moveOn } from '@/lib/testing/practice-move'
import { refusalCode } from '@/lib/testing/refusal'
import { receiveOverridden } from '@/lib/webhooks/receive-overridden'
import { practiceReceiver } from '@/lib/webhooks/receive-practice'
import { forgetOverrides } from './forget-overrides'
import { overrideCallback } from './override-callback'
import { passOn } from './pass-on'
import { restoreCallback } from './restore-callback'

const DIGITS = '84912345678'
const THEIRS = 'https://chat.shop.example/whatsapp?key=canary'
const HOST = 'chat.shop.example'
const MINUTE = 60_000

let ctx: Context
let agent: Context
let viewer: Context
let clock: Clock

beforeAll(async () => {
  const test = await testContext()
  clock = test.clock
  const customer = await buildCustomer(test.ctx)
  const as = async (role: Role) => (await buildPerson(test.ctx, role, [customer])).ctx
  ctx = await as('owner')
  agent = await as('agent')
  viewer = await as('viewer')
  setPracticeReceiver(practiceReceiver)
})

beforeEach(() => clock.advance(100 * 60 * MINUTE))

const store = () => databaseStore(ctx.db, ctx.now)

/** A number that has moved, whose messages go to the shop's own chat system. */
async function moved(callback = THEIRS): Promise<MigrationView> {
  const view = await moveOn(ctx, await buildChosen(ctx))
  await setCallback(store(), view.connection.id, callback)
  return view
}

const begin = ({ id, version }: MigrationView, as = ctx, host = HOST, key = newId()) =>
  overrideCallback(as, id, { version, host }, key)

const end = ({ id, version }: MigrationView, as = ctx) => restoreCallback(as, id, { version }, newId())

const alter = (view: MigrationView, change: (world: World) => void) => store().update(view.connection.id, change)

const arm = (view: MigrationView, call: Call | 'any_read', does: Misbehaviour, times = 1) =>
  alter(view, (world) => {
    world.faults.push({ id: newId(), call, times, does })
  })

async function addressAtMeta(view: MigrationView): Promise<string | null> {
  const world = await store().read(view.connection.id)
  const number = world?.numbers.find((one) => one.digits === DIGITS && one.accountId === world.destinationId)
  return number?.overrideCallbackUri ?? null
}

async function callsOf(view: MigrationView, call: Call): Promise<number> {
  const world = await store().read(view.connection.id)
  return (world?.ledger ?? []).filter((entry) => entry.call === call).length
}

const write = (view: MigrationView) =>
  customerWrites(
    store(),
    view.connection.id,
    { to: DIGITS, from: '84987654321', text: view.proof?.word ?? '' },
    ctx.now,
    hearPractice(ctx, view.connection.id),
  )

const fresh = ({ id }: MigrationView) => getMigration(ctx, id)
const stateOf = async (view: MigrationView) => (await fresh(view)).proof?.override?.state ?? null
const newsOf = async (view: MigrationView) =>
  (await listNotices(ctx)).filter(({ migrationId }) => migrationId === view.id).map(({ kind }) => kind)
const openRows = () => ctx.db.select().from(callbackOverrides)

describe('for ten minutes', () => {
  it('messages come here first, and it is put back by itself', async () => {
    const view = await moved()
    expect((await getProofOptions(ctx, view.id)).callback).toEqual({
      of: 'app',
      host: HOST,
      ours: false,
      notOffered: null,
    })
    const begun = await begin(view, agent)
    const until = new Date(ctx.now().getTime() + 10 * MINUTE).toISOString()
    expect(begun.proof?.override).toMatchObject({ host: HOST, by: 'Lan agent', until, state: 'on' })
    expect(await addressAtMeta(view)).toMatch(
      /^http:\/\/localhost:3000\/api\/webhooks\/meta\/[0-9a-f]{32}\/[0-9a-f]{32}$/,
    )

    await write(begun)
    expect((await fresh(view)).proof?.arrivedAt).not.toBeNull()

    clock.advance(9 * MINUTE)
    await reconcileDue(ctx)
    expect(await stateOf(view)).toBe('on')
    clock.advance(MINUTE)
    await reconcileDue(ctx)
    expect(await stateOf(view)).toBeNull()
    expect(await addressAtMeta(view)).toBeNull()
    await reconcileDue(ctx)
    expect(await callsOf(view, 'restore_callback')).toBe(1)
    const told = await ctx.db.select().from(events).where(eq(events.migrationId, view.id))
    expect(told.filter(({ data }) => data.command === 'restore_callback').map(({ kind }) => kind)).toEqual([
      'command_started',
      'command_done',
    ])
  })

  it('a person puts it back sooner, once', async () => {
    const view = await moved()
    const begun = await begin(view)
    const ended = await end(begun)
    expect(ended.proof?.override).toBeNull()
    expect(await addressAtMeta(view)).toBeNull()
    expect(await refusalCode(end(ended))).toBe('step_already_done')
    clock.advance(11 * MINUTE)
    await reconcileDue(ctx)
    expect(await callsOf(view, 'restore_callback')).toBe(1)
  })

  it('the same press is one call, and a second person gets none of their own', async () => {
    const view = await moved()
    const key = newId()
    await begin(view, ctx, HOST, key)
    await begin(view, ctx, HOST, key)
    expect(await refusalCode(begin(await fresh(view), agent))).toBe('callback_not_offered')
    expect(await callsOf(view, 'override_callback')).toBe(1)
  })

  it('the address, which may carry a secret, is stored sealed and shown to nobody', async () => {
    const begun = await begin(await moved())
    expect(JSON.stringify(begun)).not.toContain('canary')
    expect(await dumpDatabase(ctx, ['sandbox_worlds'])).not.toContain('canary')
  })
})

describe('is not begun', () => {
  it('when the person saw another address, or may not', async () => {
    const view = await moved()
    expect(await refusalCode(begin(view, ctx, 'other.example'))).toBe('callback_changed')
    expect(await refusalCode(begin(view, viewer))).toBe('forbidden')
    expect(await callsOf(view, 'override_callback')).toBe(0)
  })

  it('when the number has an address of its own, which could not be put back', async () => {
    const view = await moved()
    await alter(view, (world) => {
      for (const number of world.numbers) number.overrideCallbackUri = THEIRS
    })
    expect((await getProofOptions(ctx, view.id)).callback?.notOffered).toBe('number')
    expect(await refusalCode(begin(view))).toBe('callback_not_offered')
    expect(await addressAtMeta(view)).toBe(THEIRS)
  })

  it('when messages come here anyway, or Meta does not say where they go', async () => {
    const ours = await moved('http://localhost:3000/api/webhooks/meta')
    expect(await refusalCode(begin(ours))).toBe('callback_not_offered')
    const unknown = await moved()
    await alter(unknown, (world) => {
      world.rules.unknownFields = ['webhook_configuration']
    })
    expect(await refusalCode(begin(unknown))).toBe('callback_not_offered')
  })

  it('by a refusal: nothing stands, and there is nothing to put back', async () => {
    const view = await moved()
    await arm(view, 'override_callback', { kind: 'error', answer: answers.callbackUnverified })
    expect(await refusalCode(begin(view))).toBe('callback_refused')
    expect(await stateOf(view)).toBeNull()
    expect((await openRows()).filter(({ migrationId }) => migrationId === view.id)).toEqual([])
    clock.advance(11 * MINUTE)
    await reconcileDue(ctx)
    expect(await callsOf(view, 'restore_callback')).toBe(0)
  })

  it('when Meta calls an address that has not the word', async () => {
    const view = await moved()
    setPracticeReceiver({ ...practiceReceiver, answers: async () => false })
    expect(await refusalCode(begin(view))).toBe('callback_refused')
    setPracticeReceiver(practiceReceiver)
    expect(await addressAtMeta(view)).toBeNull()
  })
})

describe('whatever is lost', () => {
  it('an answer of the beginning is found by reading, and its end is not forgotten', async () => {
    const view = await moved()
    await arm(view, 'override_callback', { kind: 'reset_after_work' })
    const begun = await begin(view)
    expect(begun.proof?.override?.state).toBe('setting')
    clock.advance(MINUTE)
    await reconcileDue(ctx)
    expect(await stateOf(view)).toBe('on')
    clock.advance(10 * MINUTE)
    await reconcileDue(ctx)
    expect(await addressAtMeta(view)).toBeNull()
  })

  it('an answer of the end is found by reading', async () => {
    const view = await moved()
    const begun = await begin(view)
    await arm(view, 'restore_callback', { kind: 'reset_after_work' })
    expect((await end(begun)).proof?.override?.state).toBe('returning')
    clock.advance(MINUTE)
    await reconcileDue(ctx)
    expect(await stateOf(view)).toBeNull()
    expect(await callsOf(view, 'restore_callback')).toBe(1)
  })

  it('a process that dies before it asks leaves nothing standing', async () => {
    const view = await moved()
    const dying: Context = {
      ...ctx,
      host: {
        ...ctx.host,
        reached: async (moment) => {
          if (moment === 'intent') throw new Error('killed')
        },
      },
    }
    await expect(begin(view, dying)).rejects.toThrow('killed')
    clock.advance(2 * MINUTE)
    await reconcileDue({ ...ctx, host: { ...ctx.host, isAlive: async () => false } })
    expect(await stateOf(view)).toBeNull()
    expect(await callsOf(view, 'override_callback')).toBe(0)
  })

  it('what Meta refuses to put back is tried again, and at last a person is asked', async () => {
    const view = await moved()
    await begin(view)
    await arm(view, 'restore_callback', { kind: 'error', answer: answers.unmapped }, 5)
    clock.advance(10 * MINUTE)
    await reconcileDue(ctx)
    for (const minutes of [1, 5, 15, 60]) {
      expect(await stateOf(view)).toBe('on')
      clock.advance((minutes - 0.5) * MINUTE)
      const before = await callsOf(view, 'restore_callback')
      await reconcileDue(ctx)
      expect(await callsOf(view, 'restore_callback')).toBe(before)
      clock.advance(MINUTE)
      await reconcileDue(ctx)
    }
    expect(await callsOf(view, 'restore_callback')).toBe(5)
    expect(await stateOf(view)).toBe('stuck')
    expect(await newsOf(view)).toEqual(['callback_stuck'])
    const listed = async () =>
      (await listMigrations(ctx, {})).migrations.find(({ id }) => id === view.id)?.callbackStuck
    expect(await listed()).toBe(true)
    const ended = await end(await fresh(view))
    expect(ended.proof?.override).toBeNull()
    expect(await addressAtMeta(view)).toBeNull()
    expect(await listed()).toBe(false)
    expect(await newsOf(view)).toEqual([])
  })

  it('a test message whose fate only a person can tell comes first, and is not asked for in vain', async () => {
    const view = await moved()
    const begun = await begin(view)
    await arm(view, 'send_message', { kind: 'reset_after_work_no_effect' })
    const template = { name: 'thank_you', language: 'vi' }
    const input = { version: begun.version, to: '+84987654321', template, consent: true } as const
    await sendTest(ctx, view.id, input, newId())
    clock.advance(11 * MINUTE)
    await reconcileDue(ctx)
    expect(await stateOf(view)).toBe('waiting')
    const { version } = await fresh(view)
    await decide(ctx, view.id, { version, happened: false })
    await reconcileDue(ctx)
    expect(await stateOf(view)).toBeNull()
    expect(await addressAtMeta(view)).toBeNull()
  })

  it('an older copy of the database is put back: the next message still reaches them, and it ends', async () => {
    const view = await moved()
    const begun = await begin(view)
    await ctx.db.delete(callbackOverrides)
    await write(begun)
    const [row] = (await openRows()).filter(({ migrationId }) => migrationId === view.id)
    expect(row).toMatchObject({ host: HOST, endedAt: null })
    await reconcileDue(ctx)
    expect(await addressAtMeta(view)).toBeNull()
  })

  it('the token stays as long as it is needed to put it back', async () => {
    const begun = await begin(await moved())
    expect(await refusalCode(removeConnection(ctx, begun.connection.id))).toBe('connection_in_use')
    await end(begun)
    expect(await refusalCode(removeConnection(ctx, begun.connection.id))).toBeNull()
  })
})

describe('what is called there', () => {
  const bytes = Buffer.from('{"object":"whatsapp_business_account","entry":[]}')

  it('is refused without the signature of the very app', async () => {
    const begun = await begin(await moved())
    const [, migrationId = '', override = ''] =
      /([0-9a-f]{32})\/([0-9a-f]{32})$/.exec((await addressAtMeta(begun)) ?? '') ?? []
    const call = (headers: Record<string, string>) =>
      receiveOverridden(ctx, { migrationId, override }, { bytes, headers: new Headers(headers) })
    expect(await refusalCode(call({}))).toBe('forbidden')
    expect(await refusalCode(call({ 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` }))).toBe('forbidden')
    expect(
      await refusalCode(receiveOverridden(ctx, { migrationId: newId(), override }, { bytes, headers: new Headers() })),
    ).toBe('not_found')
  })

  it('is passed on to public https addresses and to no others', async () => {
    for (const address of ['http://chat.example/', 'https://127.0.0.1/', 'https://10.0.0.8/', 'https://[::1]/']) {
      expect(await passOn(address, bytes, new Headers())).toBe(false)
    }
  })

  it('is still passed on for a week after the end, and forgotten then', async () => {
    const begun = await begin(await moved())
    await end(begun)
    clock.advance(6 * 24 * 60 * MINUTE)
    await forgetOverrides(ctx)
    const mine = async () => (await openRows()).filter(({ migrationId }) => migrationId === begun.id)
    expect(await mine()).toHaveLength(1)
    clock.advance(2 * 24 * 60 * MINUTE)
    await forgetOverrides(ctx)
    expect(await mine()).toEqual([])
  })
})
