import { and, eq } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createPractice } from '@/lib/connections/create-practice'
import type { Actor, Context } from '@/lib/context'
import { newId } from '@/lib/db/ids'
import { attempts, budgets, customerMembers, customers, events, migrations, users } from '@/lib/db/schema'
import { hashEvent } from '@/lib/events/append'
import { answers } from '@/lib/sandbox/answers'
import { databaseStore } from '@/lib/sandbox/database-store'
import type { Fault } from '@/lib/sandbox/faults'
import type { LedgerEntry, World } from '@/lib/sandbox/state'
import type { StoryId } from '@/lib/sandbox/stories'
import { type Clock, testContext } from '@/lib/testing/database'
import { buildChosen, codeOnPhone } from '@/lib/testing/practice-move'
import { refusalCode } from '@/lib/testing/refusal'
import { cancelMigration } from './cancel'
import { choose } from './choose'
import { decide } from './decide'
import { getMigration } from './get'
import { getOptions } from './get-options'
import { listMigrations } from './list'
import { reconcile, reconcileDue } from './reconcile'
import { register } from './register'
import { requestCode } from './request-code'
import { runChecks } from './run-checks'
import { settle } from './settle'
import { startMigration } from './start'
import { subscribeApp } from './subscribe-app'
import { verifyCode } from './verify-code'
import type { MigrationView } from './view'

const NUMBER = '+84912345678'
const PIN = '482915'

let ctx: Context
let clock: Clock

beforeAll(async () => {
  const test = await testContext()
  clock = test.clock
  ctx = { ...test.ctx, actor: await person(test.ctx, 'Lan', 'owner') }
})

beforeEach(() => clock.advance(100 * 60 * 60 * 1000))

async function person(at: Context, name: string, role: 'owner' | 'agent' | 'viewer'): Promise<Actor> {
  const userId = newId()
  const createdAt = at.now()
  await at.db.insert(users).values({ id: userId, email: `${userId}@shop.vn`, name, passwordHash: '-', role, createdAt })
  const [customer] = await at.db.select().from(customers)
  const customerId = customer?.id ?? newId()
  if (customer === undefined) await at.db.insert(customers).values({ id: customerId, name: 'Cửa hàng Lan', createdAt })
  await at.db.insert(customerMembers).values({ customerId, userId })
  return { kind: 'user', userId, name, role }
}

const ready = (story?: StoryId) => buildChosen(ctx, story === undefined ? {} : { story })

const send = (view: MigrationView, key = newId(), method: 'SMS' | 'VOICE' = 'SMS') =>
  requestCode(ctx, view.id, { version: view.version, method, language: 'vi' }, key)

const codeOn = (view: MigrationView) => codeOnPhone(ctx, view)

const verify = (view: MigrationView, code: string, key = newId()) =>
  verifyCode(ctx, view.id, { version: view.version, code }, key)

const move = (view: MigrationView, key = newId()) => register(ctx, view.id, { version: view.version, pin: PIN }, key)

async function verified(story?: StoryId): Promise<MigrationView> {
  const sent = await send(await ready(story))
  return verify(sent, await codeOn(sent))
}

const arm = (view: MigrationView, fault: Omit<Fault, 'id'>) =>
  databaseStore(ctx.db, ctx.now).update(view.connection.id, (world: World) => {
    world.faults.push({ ...fault, id: newId() })
  })

const alter = (view: MigrationView, change: (world: World) => void) =>
  databaseStore(ctx.db, ctx.now).update(view.connection.id, change)

async function sentCalls(view: MigrationView): Promise<string[]> {
  const world = await databaseStore(ctx.db, ctx.now).read(view.connection.id)
  return (world?.ledger ?? [])
    .filter((entry: LedgerEntry) => entry.method === 'POST' && entry.path !== '/')
    .map((entry) => entry.call)
}

describe('the whole move', () => {
  it('sends four calls, each once, and shows what moved', async () => {
    const start = await ready()
    expect(start).toMatchObject({ status: 'ready', step: 'code-method', plate: 'before', blockers: 0 })
    const sent = await send(start)
    expect(sent).toMatchObject({ status: 'code_requested', step: 'code' })
    const proven = await verify(sent, `Your WhatsApp code is ${await codeOn(sent)}`)
    expect(proven).toMatchObject({ status: 'verified', step: 'pin', plate: 'before' })
    const moved = await move(proven)
    expect(moved).toMatchObject({ status: 'confirmed', step: 'done', plate: 'after' })
    expect(moved.after).toMatchObject({ status: 'CONNECTED', platformType: 'CLOUD_API' })
    expect(moved.before?.displayName).toBe(moved.after?.displayName)
    expect(moved.before?.wabaId).not.toBe(moved.after?.wabaId)
    expect(await sentCalls(moved)).toEqual(['add_number', 'request_code', 'verify_code', 'register'])
  })

  it('presets the only pair of accounts and lists the numbers with their own state', async () => {
    const connection = await createPractice(ctx, { kind: 'practice', story: 'everything_works' }, newId())
    const draft = await startMigration(ctx, { connectionId: connection.id }, newId())
    expect(draft).toMatchObject({ status: 'draft', step: 'number', blockers: 0 })
    const options = await getOptions(ctx, draft.id)
    expect(options.numbers.filter((number) => number.movable).map((number) => number.e164)).toEqual([NUMBER])
    expect(options.numbers.some((number) => number.reason === 'test_number')).toBe(true)
  })

  it('asks before it believes a number without country code', async () => {
    const connection = await createPractice(ctx, { kind: 'practice', story: 'everything_works' }, newId())
    const draft = await startMigration(ctx, { connectionId: connection.id }, newId())
    const typed = { version: draft.version, phoneNumber: '0912 345 678' }
    expect(await refusalCode(choose(ctx, draft.id, typed))).toBe('number_country_assumed')
    const chosen = await choose(ctx, draft.id, { ...typed, countryConfirmed: true })
    expect(chosen.number?.e164).toBe(NUMBER)
  })

  it('starts one migration however often the press arrives', async () => {
    const connection = await createPractice(ctx, { kind: 'practice', story: 'everything_works' }, newId())
    const key = newId()
    const [first, second] = await Promise.all([
      startMigration(ctx, { connectionId: connection.id }, key),
      startMigration(ctx, { connectionId: connection.id }, key),
    ])
    expect(second.id).toBe(first.id)
  })
})

describe('never twice', () => {
  it('answers the same press again without sending again', async () => {
    const start = await ready()
    const key = newId()
    const first = await send(start, key)
    const again = await requestCode(ctx, start.id, { version: start.version, method: 'SMS', language: 'vi' }, key)
    expect(again.status).toBe(first.status)
    expect(await sentCalls(first)).toEqual(['add_number', 'request_code'])
  })

  it('lets one of two simultaneous presses through', async () => {
    const start = await verified()
    const results = await Promise.allSettled([move(start), move(start), move(start)])
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
    expect((await sentCalls(start)).filter((call) => call === 'register')).toHaveLength(1)
  })

  it('refuses a press made on an old sight of the migration', async () => {
    const start = await ready()
    await send(start)
    await expect(send(start)).rejects.toMatchObject({
      code: 'migration_changed',
      params: { name: ctx.actor.name, time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) },
    })
  })

  it('keeps one open migration per number', async () => {
    const first = await ready()
    const second = await startMigration(ctx, { connectionId: first.connection.id }, newId())
    await expect(choose(ctx, second.id, { version: second.version, phoneNumber: NUMBER })).rejects.toMatchObject({
      code: 'number_open_migration',
      params: { name: 'Lan' },
    })
    await cancelMigration(ctx, first.id, { version: first.version })
    const freed = await getMigration(ctx, second.id)
    expect((await choose(ctx, second.id, { version: freed.version, phoneNumber: NUMBER })).status).toBe('ready')
  })
})

describe('a lost answer', () => {
  it('is unknown, tells the truth on the plate, and is settled by reading', async () => {
    const start = await verified()
    await arm(start, { call: 'register', times: 1, does: { kind: 'reset_after_work' } })
    const unsure = await move(start)
    expect(unsure).toMatchObject({ status: 'verified', step: 'moving', plate: 'unsure', live: { state: 'unknown' } })
    expect(await refusalCode(move(unsure))).toBe('step_unknown')
    expect(await refusalCode(cancelMigration(ctx, unsure.id, { version: unsure.version }))).toBe('step_unknown')
    clock.advance(2000)
    await reconcile(ctx, start.id)
    expect(await getMigration(ctx, start.id)).toMatchObject({ status: 'confirmed', plate: 'after', live: null })
    expect((await sentCalls(start)).filter((call) => call === 'register')).toHaveLength(1)
  })

  it('of a call that did nothing is proven by agreeing reads, then the person may press again', async () => {
    const start = await ready()
    await arm(start, { call: 'add_number', times: 1, does: { kind: 'reset_after_work_no_effect' } })
    expect(await send(start)).toMatchObject({ status: 'ready', live: { command: 'add_number', state: 'unknown' } })
    for (const seconds of [2, 3, 5, 10, 20, 20, 60, 7]) {
      clock.advance(seconds * 1000)
      await reconcile(ctx, start.id)
    }
    const settled = await getMigration(ctx, start.id)
    expect(settled).toMatchObject({ status: 'ready', live: null, refusal: { errorCode: 'not_done_press_again' } })
    expect((await send(settled)).status).toBe('code_requested')
    expect(await sentCalls(settled)).toEqual(['add_number', 'add_number', 'request_code'])
  })

  it('of a request for a code is a question for the person: typing the code answers it', async () => {
    const start = await ready()
    await arm(start, { call: 'request_code', times: 1, does: { kind: 'reset_after_work' } })
    const unsure = await send(start)
    expect(unsure).toMatchObject({ plate: 'before', waitsFor: 'you', live: { command: 'request_code' } })
    const {
      migrations: [row],
    } = await listMigrations(ctx, { q: unsure.reference })
    expect(row?.waitsFor).toBe('you')
    const proven = await verify(unsure, await codeOn(unsure))
    expect(proven.status).toBe('verified')
    expect((await sentCalls(start)).filter((call) => call === 'request_code')).toHaveLength(1)
  })

  it('of a request for a code is asked again only after the cool-down', async () => {
    const start = await ready()
    await arm(start, { call: 'request_code', times: 1, does: { kind: 'reset_after_work_no_effect' } })
    const unsure = await send(start)
    expect(await refusalCode(send(unsure))).toBe('code_too_soon')
    clock.advance(61_000)
    expect((await send(unsure)).status).toBe('code_requested')
  })

  it('may be decided by a named person when no read can tell', async () => {
    const start = await ready()
    await arm(start, { call: 'add_number', times: 1, does: { kind: 'reset_after_work_no_effect' } })
    await send(start)
    await arm(start, { call: 'any_read', times: 1000, does: { kind: 'status', status: 500 } })
    const unsure = await getMigration(ctx, start.id)
    expect(await refusalCode(decide(ctx, start.id, { version: unsure.version, happened: false }))).toBe(
      'decision_not_needed',
    )
    clock.advance(16 * 60 * 1000)
    const asked = await getMigration(ctx, start.id)
    expect(asked.waitsFor).toBe('you')
    const decided = await decide(ctx, start.id, { version: asked.version, happened: false })
    expect(decided).toMatchObject({ status: 'ready', live: null })
  })
})

describe('after a crash', () => {
  /** What the database holds when the process dies right after this state was committed. */
  const crashed = async (view: MigrationView, state: 'intent' | 'armed') => {
    const attemptId = newId()
    await ctx.db.insert(attempts).values({
      id: attemptId,
      migrationId: view.id,
      command: 'register',
      state,
      actorId: 'someone',
      actorName: 'Lan',
      idempotencyKey: newId(),
      fence: 99,
      intentAt: ctx.now(),
      armedAt: state === 'armed' ? ctx.now() : null,
    })
    const scope = `number:practice:${view.connection.id}:${NUMBER}`
    await ctx.db.insert(budgets).values({ attemptId, scope, command: 'register', spentAt: ctx.now() })
    const leaseUntil = new Date(ctx.now().getTime() + 60_000)
    await ctx.db.update(migrations).set({ fence: 99, leaseOwner: '1', leaseUntil }).where(eq(migrations.id, view.id))
  }

  it('an intent was never sent, and costs nothing', async () => {
    const start = await verified()
    for (let count = 0; count < 4; count += 1) {
      await crashed(start, 'intent')
      await reconcileDue(ctx)
    }
    const found = await getMigration(ctx, start.id)
    expect(found).toMatchObject({ status: 'verified', live: null, refusal: { errorCode: 'not_sent' } })
    expect((await move(found)).status).toBe('confirmed')
  })

  it('an armed call is unknown, and what Meta did is found by reading', async () => {
    const start = await verified()
    await crashed(start, 'armed')
    await alter(start, (world) => {
      for (const number of world.numbers.filter((one) => one.accountId === world.destinationId)) {
        number.status = 'CONNECTED'
        number.platformType = 'CLOUD_API'
      }
    })
    await reconcileDue(ctx)
    expect(await getMigration(ctx, start.id)).toMatchObject({ plate: 'unsure', live: { state: 'unknown' } })
    clock.advance(2000)
    await reconcileDue(ctx)
    expect(await getMigration(ctx, start.id)).toMatchObject({ status: 'confirmed', plate: 'after' })
  })

  it('a press that was sent is never told that nothing was done, though others have settled it', async () => {
    const start = await verified()
    const slept: Context = {
      ...ctx,
      host: {
        ...ctx.host,
        reached: async (moment) => {
          if (moment !== 'answered') return
          await ctx.db.update(migrations).set({ fence: 99 }).where(eq(migrations.id, start.id))
        },
      },
    }
    const input = { version: start.version, pin: PIN }
    expect(await refusalCode(register(slept, start.id, input, newId()))).toBe('step_unknown')
    expect((await sentCalls(start)).filter((call) => call === 'register')).toHaveLength(1)
  })

  it('a process that lost its lease cannot write', async () => {
    const start = await verified()
    await crashed(start, 'armed')
    await reconcileDue(ctx)
    const [attempt] = await ctx.db
      .select()
      .from(attempts)
      .where(and(eq(attempts.migrationId, start.id), eq(attempts.command, 'register')))
    if (attempt === undefined) throw new Error('no attempt')
    expect(await settle(ctx, attempt, 99, { state: 'done', outcome: 'done' })).toBe(false)
    expect((await getMigration(ctx, start.id)).status).toBe('verified')
  })
})

describe('what Meta refuses', () => {
  it('says once that the code is wrong, says something new the second time, and stops at the third', async () => {
    const sent = await send(await ready())
    const wrong = (await codeOn(sent)) === '111222' ? '111223' : '111222'
    const tries: (string | null)[] = []
    for (let count = 0; count < 4; count += 1) {
      const now = await getMigration(ctx, sent.id)
      tries.push(await refusalCode(verify(now, wrong)))
    }
    expect(tries).toEqual(['code_incorrect', 'code_incorrect_again', 'code_stopped', 'code_stopped'])
    expect((await sentCalls(sent)).filter((call) => call === 'verify_code')).toHaveLength(3)
    clock.advance(61_000)
    const fresh = await send(await getMigration(ctx, sent.id))
    expect((await verify(fresh, await codeOn(fresh))).status).toBe('verified')
  })

  it('calls an old code old', async () => {
    const sent = await send(await ready())
    const code = await codeOn(sent)
    clock.advance(11 * 60 * 1000)
    expect(await refusalCode(verify(await getMigration(ctx, sent.id), code))).toBe('code_expired')
  })

  it('keeps the person on the checks while two-step verification is on, and goes on when it is off', async () => {
    const blocked = await ready('old_pin_on')
    expect(blocked).toMatchObject({ status: 'draft', step: 'checks', blockers: 1, waitsFor: 'other' })
    expect(await refusalCode(send(blocked))).toBe('checks_failing')
    await alter(blocked, (world) => {
      for (const number of world.numbers) number.isPinEnabled = false
    })
    const freed = await runChecks(ctx, blocked.id, { version: blocked.version })
    expect(freed).toMatchObject({ status: 'ready', step: 'code-method', blockers: 0 })
  })

  it('keeps a wait as a time of day, for everybody', async () => {
    const start = await verified()
    await arm(start, {
      call: 'register',
      times: 1,
      does: { kind: 'error', answer: answers.registerLimit },
    })
    expect(await refusalCode(move(start))).toBe('register_limit')
    const waiting = await getMigration(ctx, start.id)
    expect(waiting.waits).toHaveLength(1)
    expect(new Date(waiting.waits[0]?.until ?? 0).getTime() - ctx.now().getTime()).toBe(72 * 60 * 60 * 1000)
    expect(await refusalCode(move(waiting))).toBe('register_limit')
    expect((await sentCalls(start)).filter((call) => call === 'register')).toHaveLength(1)
  })

  it('is no shorter for a wait that began while the clock was slow', async () => {
    const start = await verified()
    await arm(start, { call: 'register', times: 1, does: { kind: 'error', answer: answers.registerLimit } })
    const HOUR = 60 * 60 * 1000
    const now = () => new Date(clock.now().getTime() - HOUR)
    const slow: Context = { ...ctx, now, host: { ...ctx.host, earliest: now } }
    expect(await refusalCode(register(slow, start.id, { version: start.version, pin: PIN }, newId()))).toBe(
      'register_limit',
    )
    clock.advance(72 * HOUR - 1000)
    expect(await refusalCode(move(await getMigration(ctx, start.id)))).toBe('register_limit')
    expect((await sentCalls(start)).filter((call) => call === 'register')).toHaveLength(1)
  })

  it('goes back to the code when Meta wants the number verified again', async () => {
    const start = await verified()
    clock.advance(15 * 24 * 60 * 60 * 1000)
    const lapsed = await runChecks(ctx, start.id, {})
    expect(lapsed).toMatchObject({ status: 'number_added', step: 'code-method' })
  })

  it('reads before it believes a refused register: connected is connected', async () => {
    const start = await verified()
    await arm(start, { call: 'register', times: 1, does: { kind: 'done_meanwhile' } })
    expect((await move(start)).status).toBe('confirmed')
  })

  it('says that the number has not changed only when it looked', async () => {
    const start = await verified()
    await arm(start, { call: 'register', times: 2, does: { kind: 'error', answer: answers.pinMismatch } })
    expect(await refusalCode(move(start))).toBe('pin_mismatch')
    const looked = await getMigration(ctx, start.id)
    expect(looked.refusal).toMatchObject({ errorCode: 'pin_mismatch', numberSame: true })
    await arm(start, { call: 'read_number', times: 1000, does: { kind: 'error', answer: answers.missing } })
    expect(await refusalCode(move(looked))).toBe('pin_mismatch')
    expect((await getMigration(ctx, start.id)).refusal).toMatchObject({ numberSame: false })
  })

  it('gives the reason of Meta when a read shows that an undecided answer meant no', async () => {
    const start = await verified()
    await arm(start, { call: 'register', times: 1, does: { kind: 'error', answer: answers.deregistration } })
    expect((await move(start)).live).toMatchObject({ state: 'unknown' })
    for (let looks = 0; looks < 8; looks += 1) {
      clock.advance(70_000)
      await reconcile(ctx, start.id)
    }
    expect(await getMigration(ctx, start.id)).toMatchObject({
      status: 'verified',
      live: null,
      refusal: { errorCode: 'deregistration_unfinished', numberSame: true },
    })
  })

  it('tells "already verified" from "not now" by reading', async () => {
    const start = await ready()
    await arm(start, { call: 'request_code', times: 1, does: { kind: 'error', answer: answers.alreadyVerified } })
    expect(await refusalCode(send(start))).toBe('code_refused_for_now')
    expect((await getMigration(ctx, start.id)).refusal?.errorParams).toHaveProperty('until')
    const other = await ready()
    await arm(other, { call: 'request_code', times: 1, does: { kind: 'done_meanwhile' } })
    expect((await send(other)).status).toBe('verified')
  })

  it('begins again when the number is gone, and stays where it is when there is no way back', async () => {
    const start = await ready()
    await arm(start, { call: 'request_code', times: 1, does: { kind: 'error', answer: answers.numberDeleted } })
    expect(await refusalCode(send(start))).toBe('number_deleted')
    expect((await getMigration(ctx, start.id)).status).toBe('ready')
    const other = await ready()
    await arm(other, { call: 'add_number', times: 1, does: { kind: 'error', answer: answers.requestNotMoving } })
    expect(await refusalCode(send(other))).toBe('not_being_moved')
    expect(await getMigration(ctx, other.id)).toMatchObject({ status: 'ready', live: null })
  })
})

describe('success', () => {
  it('is said only when Meta shows the number as connected', async () => {
    const start = await verified()
    await arm(start, { call: 'register', times: 1, does: { kind: 'offline_after_move' } })
    const accepted = await move(start)
    expect(accepted).toMatchObject({ status: 'registered', step: 'moving', plate: 'moving', waitsFor: 'system' })
    await alter(accepted, (world) => {
      for (const number of world.numbers.filter((one) => one.accountId === world.destinationId)) {
        number.status = 'CONNECTED'
      }
    })
    clock.advance(5000)
    await reconcileDue(ctx)
    expect(await getMigration(ctx, start.id)).toMatchObject({ status: 'confirmed', plate: 'after' })
  })
})

describe('a number that is there already', () => {
  it('is adopted when it waits on the destination, and nothing is sent', async () => {
    const start = await ready()
    await send(start)
    const again = await getMigration(ctx, start.id)
    await cancelMigration(ctx, start.id, { version: again.version })
    const draft = await startMigration(ctx, { connectionId: start.connection.id }, newId())
    const chosen = await choose(ctx, draft.id, { version: draft.version, phoneNumber: NUMBER })
    clock.advance(3_700_000)
    expect((await send(chosen)).status).toBe('code_requested')
    expect((await sentCalls(start)).filter((call) => call === 'add_number')).toHaveLength(1)
  })

  it('has nothing to move when it is connected there', async () => {
    const done = await move(await verified())
    const draft = await startMigration(ctx, { connectionId: done.connection.id }, newId())
    const choice = { version: draft.version, phoneNumber: NUMBER }
    const picked =
      draft.destination === null
        ? choose(ctx, draft.id, {
            ...choice,
            sourceWabaId: done.source?.wabaId ?? null,
            destinationWabaId: done.destination?.wabaId ?? '',
          })
        : choose(ctx, draft.id, choice)
    expect(await refusalCode(picked)).toBe('number_already_there')
  })
})

describe('people', () => {
  it('cannot see or touch what belongs to another customer', async () => {
    const start = await ready()
    const stranger: Context = {
      ...ctx,
      actor: { kind: 'user', userId: newId(), name: 'Mallory', role: 'agent' },
    }
    expect(await refusalCode(getMigration(stranger, start.id))).toBe('not_found')
    expect(await refusalCode(getMigration(stranger, newId()))).toBe('not_found')
    expect(await refusalCode(runChecks(stranger, start.id, {}))).toBe('not_found')
    expect((await listMigrations(stranger, {})).migrations).toEqual([])
  })

  it('who may only look cannot act', async () => {
    const start = await ready()
    const viewer: Context = { ...ctx, actor: await person(ctx, 'Vy', 'viewer') }
    expect((await getMigration(viewer, start.id)).status).toBe('ready')
    expect(await refusalCode(runChecks(viewer, start.id, {}))).toBe('forbidden')
    expect(await refusalCode(subscribeApp(viewer, start.id, { version: start.version }, newId()))).toBe('forbidden')
  })
})

describe('the journal', () => {
  it('is one unbroken chain, and holds neither codes nor PINs', async () => {
    const sent = await send(await ready())
    const code = await codeOn(sent)
    await move(await verify(sent, code))
    const rows = await ctx.db.select().from(events).orderBy(events.seq)
    expect(rows.map((row) => row.seq)).toEqual(rows.map((_, index) => index + 1))
    for (const [index, row] of rows.entries()) {
      expect(row.prevHash).toBe(rows[index - 1]?.hash ?? '0'.repeat(64))
      expect(hashEvent(row)).toBe(row.hash)
    }
    const text = JSON.stringify([rows, await ctx.db.select().from(attempts)])
    expect(text).not.toContain(code)
    expect(text).not.toContain(PIN)
  })

  it('cannot be changed', async () => {
    await ready()
    await expect(ctx.db.update(events).set({ actorName: 'nobody' })).rejects.toThrow()
    await expect(ctx.db.delete(events)).rejects.toThrow()
  })
})

describe('the dashboard', () => {
  it('finds a number by any of its digits, a name, or the reference', async () => {
    const start = await ready()
    for (const q of ['0912 345', '678', start.reference.toLowerCase(), 'cửa hàng']) {
      const { migrations: found } = await listMigrations(ctx, { q })
      expect(found.map((row) => row.id)).toContain(start.id)
    }
    expect((await listMigrations(ctx, { q: 'no such thing' })).migrations).toEqual([])
  })
})

describe('reading again', () => {
  it('does not spoil a press that was made on the page as it was', async () => {
    const start = await ready()
    const read = await runChecks(ctx, start.id, { version: start.version })
    expect(read.version).toBe(start.version)
    expect((await send(start)).status).toBe('code_requested')
  })
})

describe('who moves a number for a customer', () => {
  it('says that the customer agreed, and the journal keeps it', async () => {
    const start = await verified()
    const agent: Context = { ...ctx, actor: await person(ctx, 'An', 'agent') }
    const press = (customerAgreed: boolean) =>
      register(agent, start.id, { version: start.version, pin: PIN, customerAgreed }, newId())
    expect(await refusalCode(press(false))).toBe('agreement_missing')
    expect((await press(true)).status).toBe('confirmed')
    const rows = await ctx.db.select().from(events).where(eq(events.migrationId, start.id))
    expect(rows.some((row) => row.data.customerAgreed === true)).toBe(true)
  })
})
