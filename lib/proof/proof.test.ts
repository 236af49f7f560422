import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createPractice } from '@/lib/connections/create-practice'
import { hearPractice, setPracticeReceiver } from '@/lib/connections/practice-webhooks'
import type { Context, Role } from '@/lib/context'
import { newId } from '@/lib/db/ids'
import { attempts, connections, proofs, users } from '@/lib/db/schema'
import { decide } from '@/lib/migration/decide'
import { getMigration } from '@/lib/migration/get'
import { listEvents } from '@/lib/migration/list-events'
import { reconcile } from '@/lib/migration/reconcile'
import { startMigration } from '@/lib/migration/start'
import type { MigrationView } from '@/lib/migration/view'
import { answers } from '@/lib/sandbox/answers'
import { customerWrites, readChat } from '@/lib/sandbox/controls'
import { databaseStore } from '@/lib/sandbox/database-store'
import type { Misbehaviour } from '@/lib/sandbox/faults'
import type { World } from '@/lib/sandbox/state'
import { buildCustomer, buildPerson } from '@/lib/testing/api'
import { type Clock, testContext } from '@/lib/testing/database'
import { dumpDatabase } from '@/lib/testing/dump'
import { buildChosen, moveOn } from '@/lib/testing/practice-move'
import { refusalCode } from '@/lib/testing/refusal'
import { practiceReceiver } from '@/lib/webhooks/receive-practice'
import { answerTest } from './answer-test'
import { forgetSenders } from './forget-senders'
import { getProofOptions } from './get-proof-options'
import { sayArrived } from './say-arrived'
import { sendTest } from './send-test'
import type { ProofView } from './view'

const DIGITS = '84912345678'
const PHONE = '+84987654321'
const TEMPLATE = { name: 'thank_you', language: 'vi' }

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
  await test.ctx.db.update(users).set({ locale: 'vi' })
  setPracticeReceiver(practiceReceiver)
})

beforeEach(() => clock.advance(100 * 60 * 60 * 1000))

const store = () => databaseStore(ctx.db, ctx.now)

/** A number that has moved in a practice of its own. */
async function moved(): Promise<MigrationView> {
  const view = await moveOn(ctx, await buildChosen(ctx))
  expect(view.status).toBe('confirmed')
  return view
}

const write = (view: MigrationView, text = view.proof?.word ?? '') =>
  customerWrites(
    store(),
    view.connection.id,
    { to: DIGITS, from: PHONE.slice(1), text },
    ctx.now,
    hearPractice(ctx, view.connection.id),
  )

const send = (view: MigrationView, more: object = {}, key = newId(), as = ctx) =>
  sendTest(as, view.id, { version: view.version, to: PHONE, template: TEMPLATE, consent: true, ...more }, key)

const answer = (view: MigrationView, key = newId(), as = ctx) => answerTest(as, view.id, { version: view.version }, key)

const alter = (view: MigrationView, change: (world: World) => void) => store().update(view.connection.id, change)

const arm = (view: MigrationView, does: Misbehaviour) =>
  alter(view, (world) => {
    world.faults.push({ id: newId(), call: 'send_message', times: 1, does })
  })

const worldOf = async (view: MigrationView): Promise<World> => {
  const world = await store().read(view.connection.id)
  if (world === undefined) throw new Error('no world')
  return world
}

const fresh = (view: MigrationView) => getMigration(ctx, view.id)
const proofOf = async (view: MigrationView): Promise<ProofView | null> => (await fresh(view)).proof
const senderOf = async (view: MigrationView) =>
  (await ctx.db.select().from(proofs).where(eq(proofs.migrationId, view.id)))[0]?.sealedSender ?? null

describe('a message comes in and is answered', () => {
  it('with proof of both, in the language of whoever answers, and then nobody is kept', async () => {
    const view = await moved()
    expect(view.proof).toMatchObject({ webhooks: true, arrivedAt: null, answerUntil: null, answer: null, out: null })
    expect(view.proof?.word).toMatch(/^TEST \d{4}$/)
    await write(view)
    const heard = await fresh(view)
    expect(heard.proof).toMatchObject({ arrivedAt: clock.now().toISOString(), answerUntil: expect.any(String) })
    expect(heard.version).toBe(view.version)
    expect(await senderOf(view)).toMatch(/^v1\./)
    await answer(heard)
    await expect.poll(async () => (await proofOf(view))?.answer?.deliveredAt).toBe(clock.now().toISOString())
    expect(await proofOf(view)).toMatchObject({ answerUntil: null, answer: { state: 'done', template: null } })
    expect(await senderOf(view)).toBeNull()
    const { sent } = await worldOf(view)
    expect(sent).toMatchObject([
      { to: PHONE.slice(1), kind: 'text', text: 'Số của bạn đang hoạt động. Người gửi: Lan owner.' },
    ])
    expect((await readChat(store(), view.connection.id, DIGITS)).map(({ way }) => way)).toEqual(['in', 'out'])
  })

  it('once, however often the press arrives', async () => {
    const view = await moved()
    await write(view)
    const heard = await fresh(view)
    const key = newId()
    await answer(heard, key)
    await answer(heard, key)
    expect((await worldOf(view)).sent).toHaveLength(1)
  })

  it('not when nobody wrote, not after a day, and not twice', async () => {
    const view = await moved()
    expect(await refusalCode(answer(view))).toBe('nobody_to_answer')
    await write(view, 'What does the blue one cost?')
    expect(await refusalCode(answer(await fresh(view)))).toBe('nobody_to_answer')
    await write(view)
    clock.advance(25 * 60 * 60 * 1000)
    const late = await fresh(view)
    expect(late.proof).toMatchObject({ arrivedAt: expect.any(String), answerUntil: null })
    expect(await refusalCode(answer(late))).toBe('nobody_to_answer')
    await write(view)
    await answer(await fresh(view))
    expect(await refusalCode(answer(await fresh(view)))).toBe('nobody_to_answer')
  })

  it('who wrote is forgotten after a day without anybody looking', async () => {
    const view = await moved()
    await write(view)
    await forgetSenders(ctx)
    expect(await senderOf(view)).not.toBeNull()
    clock.advance(24 * 60 * 60 * 1000)
    await forgetSenders(ctx)
    expect(await senderOf(view)).toBeNull()
  })

  it('what Meta refuses leaves the person to be answered again', async () => {
    const view = await moved()
    await write(view)
    await arm(view, { kind: 'error', answer: answers.heldBack })
    expect(await refusalCode(answer(await fresh(view)))).toBe('message_held_back')
    const refused = await fresh(view)
    expect(refused.refusal).toMatchObject({ command: 'send_test', errorCode: 'message_held_back' })
    expect(refused.proof).toMatchObject({ answer: null, answerUntil: expect.any(String) })
    expect(await answer(refused)).toMatchObject({ proof: { answer: { state: 'done' } } })
  })
})

describe('a template to a typed phone', () => {
  it('goes out with consent, and the phone is kept nowhere', async () => {
    const view = await moved()
    const done = await send(view)
    expect(done.proof?.out).toMatchObject({ state: 'done', by: 'Lan owner', template: TEMPLATE })
    await expect.poll(async () => (await proofOf(view))?.out?.deliveredAt).not.toBeNull()
    expect(await dumpDatabase(ctx, ['sandbox_worlds'])).not.toContain(PHONE.slice(3))
    expect((await listEvents(ctx, view.id)).map(({ kind }) => kind)).toContain('message_delivered')
  })

  it.each([
    ['no number', { to: 'Lan' }, 'test_number_format'],
    ['a number without its end', { to: '+84 98' }, 'test_number_format'],
    ['the number itself', { to: '0912 345 678' }, 'test_number_same'],
  ])('not to %s', async (_what, more, expected) => {
    const view = await moved()
    expect(await refusalCode(send(view, more))).toBe(expected)
    expect((await worldOf(view)).sent).toEqual([])
  })

  it('not without consent, and not from an old page', async () => {
    const view = await moved()
    await expect(send(view, { consent: false })).rejects.toThrow('consent_missing')
    await expect(send(view, { consent: undefined })).rejects.toThrow('consent_missing')
    expect(await refusalCode(send({ ...view, version: view.version - 1 }))).toBe('migration_changed')
    expect((await worldOf(view)).sent).toEqual([])
  })

  it('may be taken and fail afterwards, with the reason in our words', async () => {
    const view = await moved()
    await alter(view, (world) => {
      for (const account of world.accounts) account.primaryFundingId = null
    })
    await send(view)
    await expect.poll(async () => (await proofOf(view))?.out?.error).toBe('payment_missing')
    expect((await proofOf(view))?.out).toMatchObject({ state: 'done', deliveredAt: null })
  })

  it('whose answer is lost is settled by what Meta tells of it', async () => {
    const view = await moved()
    await arm(view, { kind: 'reset_after_work' })
    const lost = await send(view)
    expect(lost.live).toMatchObject({ command: 'send_test', state: 'unknown' })
    await expect.poll(async () => (await proofOf(view))?.out?.deliveredAt).not.toBeNull()
    clock.advance(3000)
    await reconcile(ctx, view.id)
    expect(await fresh(view)).toMatchObject({ live: null, proof: { out: { state: expect.stringMatching(/done$/) } } })
    expect((await worldOf(view)).sent).toHaveLength(1)
  })

  it.each([
    [true, 'human_done'],
    [false, 'human_not_done'],
  ])('whose answer is lost and of which nothing is heard: a person says %s at once', async (happened, state) => {
    const view = await moved()
    await arm(view, { kind: 'reset_after_work_no_effect' })
    const lost = await send(view)
    expect(lost).toMatchObject({ waitsFor: 'you', proof: { out: { state: 'unknown', decided: null } } })
    expect(await refusalCode(send(lost))).toBe('step_unknown')
    expect(await refusalCode(decide(agent, view.id, { version: lost.version, happened }))).toBe('forbidden')
    const decided = await decide(ctx, view.id, { version: lost.version, happened })
    expect(decided.proof?.out).toMatchObject({
      state,
      decided: { arrived: happened, by: 'Lan owner', at: clock.now().toISOString() },
    })
    expect(await send(decided)).toMatchObject({ proof: { out: { state: 'done', decided: null } } })
  })
})

describe('without webhooks', () => {
  it('a person says what they see, by name, as often as it changes', async () => {
    const view = await moved()
    await ctx.db.update(connections).set({ sealedAppSecret: null }).where(eq(connections.id, view.connection.id))
    await write(view)
    expect(await proofOf(view)).toMatchObject({ webhooks: false, arrivedAt: null, inSaid: null })
    const said = await sayArrived(agent, view.id, { direction: 'in', arrived: false })
    expect(said.proof?.inSaid).toEqual({ arrived: false, by: 'Lan agent', at: clock.now().toISOString() })
    await sayArrived(ctx, view.id, { direction: 'in', arrived: true })
    await sayArrived(ctx, view.id, { direction: 'out', arrived: true })
    expect(await proofOf(view)).toMatchObject({
      arrivedAt: null,
      inSaid: { arrived: true, by: 'Lan owner' },
      outSaid: { arrived: true },
    })
    expect((await listEvents(ctx, view.id)).filter(({ kind }) => kind === 'proof_said')).toHaveLength(3)
  })

  it('the secret of one practice speaks for no other', async () => {
    const [view, other] = [await moved(), await moved()]
    const message = { to: DIGITS, from: PHONE.slice(1), text: view.proof?.word ?? '' }
    await customerWrites(store(), view.connection.id, message, ctx.now, hearPractice(ctx, other.connection.id))
    expect([(await proofOf(view))?.arrivedAt, (await proofOf(other))?.arrivedAt]).toEqual([null, null])
  })
})

describe('rights', () => {
  it('who only looks sees the proof and presses nothing', async () => {
    const view = await moved()
    expect((await getMigration(viewer, view.id)).proof?.word).toBe(view.proof?.word)
    expect(await refusalCode(send(view, {}, newId(), viewer))).toBe('forbidden')
    expect(await refusalCode(answer(view, newId(), viewer))).toBe('forbidden')
    expect(await refusalCode(sayArrived(viewer, view.id, { direction: 'in', arrived: true }))).toBe('forbidden')
    expect(await ctx.db.select().from(proofs).where(eq(proofs.migrationId, view.id))).toEqual([])
  })

  it('before the move there is nothing to try', async () => {
    const { id: connectionId } = await createPractice(ctx, { kind: 'practice', story: 'everything_works' }, newId())
    const draft = await startMigration(ctx, { connectionId }, newId())
    expect(draft.proof).toBeNull()
    expect(await refusalCode(send(draft))).toBe('step_not_reached')
    expect(await refusalCode(sayArrived(ctx, draft.id, { direction: 'in', arrived: true }))).toBe('step_not_reached')
    expect(await getProofOptions(ctx, draft.id)).toEqual({ apps: null, callback: null, templates: null })
    expect(await ctx.db.select().from(attempts).where(eq(attempts.migrationId, draft.id))).toEqual([])
  })
})

describe('what Meta tells about the number', () => {
  it('is which templates need nothing, who listens and where', async () => {
    const view = await moved()
    const options = await getProofOptions(ctx, view.id)
    expect(options.templates?.map(({ name }) => name)).toContain('thank_you')
    const { templates, destinationId } = await worldOf(view)
    const there = templates.filter(({ accountId }) => accountId === destinationId)
    const fixed = there.filter(
      ({ status, components }) => status === 'APPROVED' && !JSON.stringify(components).includes('{{'),
    )
    expect(options.templates?.length).toBeLessThanOrEqual(fixed.length)
    expect(there.length).toBeGreaterThan(options.templates?.length ?? 0)
    expect(options.apps).toEqual([{ name: 'Cửa hàng Lan – Carryover', ours: true }])
    expect(options.callback).toMatchObject({ of: 'app', host: 'localhost:3000', ours: true })
  })

  it('and the setting of the number comes before the account’s, and that before the app’s; only hosts are told', async () => {
    const view = await moved()
    const place = async () => (await getProofOptions(ctx, view.id)).callback
    await alter(view, (world) => {
      const account = world.accounts.find(({ id }) => id === world.destinationId)
      for (const app of account?.apps ?? []) app.overrideCallbackUri = 'https://inbox.example/hook?key=canary'
    })
    expect(await place()).toMatchObject({ of: 'account', host: 'inbox.example', ours: false })
    await alter(view, (world) => {
      world.rules.unknownFields = ['webhook_configuration']
    })
    expect(await place()).toMatchObject({ of: 'account', host: 'inbox.example', ours: false })
    await alter(view, (world) => {
      world.rules.unknownFields = []
      for (const number of world.numbers) number.overrideCallbackUri = 'https://bot.example/canary'
    })
    expect(await place()).toMatchObject({ of: 'number', host: 'bot.example', ours: false })
  })
})
