import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createPractice } from '@/lib/connections/create-practice'
import type { Context } from '@/lib/context'
import { newId } from '@/lib/db/ids'
import { attempts, connections, migrations, notices, watchShares } from '@/lib/db/schema'
import { listNotices } from '@/lib/notices/list'
import { switchOffTwoStep } from '@/lib/sandbox/controls'
import { databaseStore } from '@/lib/sandbox/database-store'
import type { Fault } from '@/lib/sandbox/faults'
import type { LedgerEntry, World } from '@/lib/sandbox/state'
import type { StoryId } from '@/lib/sandbox/stories'
import { buildCustomer, buildPerson, type Person } from '@/lib/testing/api'
import { type Clock, testContext } from '@/lib/testing/database'
import { cancelMigration } from './cancel'
import { choose } from './choose'
import { getMigration } from './get'
import { runChecks } from './run-checks'
import { startMigration } from './start'
import type { MigrationView } from './view'
import { visitMigration } from './visit'
import { watch, watchDue } from './watch'
import { nextLook } from './watch-gaps'
import { CALLS_OF_A_LOOK } from './watch-share'

const NUMBER = '+84912345678'
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

let system: Context
let lan: Person
let clock: Clock

beforeAll(async () => {
  const test = await testContext()
  system = test.ctx
  clock = test.clock
  lan = await buildPerson(system, 'owner', [await buildCustomer(system)])
})

beforeEach(async () => {
  clock.advance(20 * DAY)
  await system.db.delete(notices)
  await system.db.update(migrations).set({ watchAt: null })
})

async function started(story: StoryId = 'old_pin_on', phoneNumber = NUMBER): Promise<MigrationView> {
  const connection = await createPractice(lan.ctx, { kind: 'practice', story }, newId())
  const draft = await startMigration(lan.ctx, { connectionId: connection.id }, newId())
  return choose(lan.ctx, draft.id, { version: draft.version, phoneNumber })
}

const store = () => databaseStore(system.db, clock.now)
const alter = (view: MigrationView, change: (world: World) => void) => store().update(view.connection.id, change)
const switchOff = (view: MigrationView) => switchOffTwoStep(store(), view.connection.id, NUMBER.slice(1))

async function readsOf(view: MigrationView): Promise<LedgerEntry[]> {
  return ((await store().read(view.connection.id))?.ledger ?? []).filter((entry) => entry.method === 'GET')
}

/** What Meta was asked by these looks, and nothing before them. */
async function readsDuring(view: MigrationView, look: () => Promise<unknown>): Promise<LedgerEntry[]> {
  await alter(view, (world) => {
    world.ledger = []
  })
  await look()
  return readsOf(view)
}

async function rowOf({ id }: Pick<MigrationView, 'id'>) {
  const [row] = await system.db.select().from(migrations).where(eq(migrations.id, id))
  if (row === undefined) throw new Error('no row')
  return row
}

const outcomeOf = async (view: MigrationView) =>
  (await getMigration(lan.ctx, view.id)).checks.find((check) => check.kind === 'two_step_off')?.outcome

async function minutesToNext(view: MigrationView): Promise<number | null> {
  const { watchAt } = await rowOf(view)
  return watchAt === null ? null : (watchAt.getTime() - clock.now().getTime()) / MINUTE
}

/** Waits until the next look is due and makes it. */
async function lookWhenDue(view: MigrationView): Promise<void> {
  clock.advance(((await minutesToNext(view)) ?? 0) * MINUTE)
  await watchDue(system)
}

describe('the gaps between looks', () => {
  it('grow to an hour and end after two weeks without anybody', () => {
    const since = clock.now()
    const gaps = [0, 1, 2, 3, 4, 5, 6, 100].map((count) => nextLook(count, since, since))
    expect(gaps.map((at) => (at === null ? null : (at.getTime() - since.getTime()) / MINUTE))).toEqual([
      3, 5, 8, 15, 30, 60, 60, 60,
    ])
    expect(nextLook(7, since, new Date(since.getTime() + 14 * DAY))).not.toBeNull()
    expect(nextLook(7, since, new Date(since.getTime() + 14 * DAY + 1))).toBeNull()
  })

  it('are kept in the row, and start again when a person reads', async () => {
    const view = await started()
    expect(await minutesToNext(view)).toBe(3)
    await lookWhenDue(view)
    expect(await minutesToNext(view)).toBe(5)
    await lookWhenDue(view)
    expect(await minutesToNext(view)).toBe(8)
    await runChecks(lan.ctx, view.id, {})
    expect(await minutesToNext(view)).toBe(3)
    expect((await rowOf(view)).watchCount).toBe(0)
  })

  it('start again when somebody opens a page, once for each visit', async () => {
    const view = await started()
    // Some of them only find the share of the account used up.
    for (let looks = 0; looks < 10; looks += 1) await lookWhenDue(view)
    expect(await minutesToNext(view)).toBeGreaterThan(20)
    await visitMigration(lan.ctx, view, 'vi')
    expect(await minutesToNext(view)).toBe(3)
    clock.advance(2 * MINUTE)
    await visitMigration(lan.ctx, view, 'vi')
    expect(await minutesToNext(view)).toBe(1)
  })

  it('end with nobody looking for two weeks, and a visit begins them anew', async () => {
    const view = await started()
    clock.advance(15 * DAY)
    expect(await readsDuring(view, () => watchDue(system))).toEqual([])
    expect(await minutesToNext(view)).toBeNull()
    await visitMigration(lan.ctx, view, 'en')
    expect(await minutesToNext(view)).toBe(3)
  })
})

describe('a look', () => {
  it('finds what others mended, tells the journal, and ends when nothing is waited for', async () => {
    const view = await started()
    expect(view).toMatchObject({ status: 'draft', blockers: 1 })
    await switchOff(view)
    await lookWhenDue(view)
    const after = await getMigration(lan.ctx, view.id)
    expect(after).toMatchObject({ status: 'ready', blockers: 0, updatedBy: 'system' })
    expect(await minutesToNext(view)).toBeNull()
  })

  it('leaves the version alone when a check turns and the status does not', async () => {
    const view = await started()
    await alter(view, (world) => {
      for (const account of world.accounts) account.currency = null
    })
    await lookWhenDue(view)
    const after = await getMigration(lan.ctx, view.id)
    expect(after.checks.find((check) => check.kind === 'currency')?.outcome).toBe('warn')
    expect(after.version).toBe(view.version)
  })

  it('is made once, however many ask at the same moment', async () => {
    const view = await started()
    clock.advance(3 * MINUTE)
    const once = await readsDuring(view, () => watch(system, view.id))
    await system.db.update(migrations).set({ watchAt: clock.now() }).where(eq(migrations.id, view.id))
    const many = await readsDuring(view, () => Promise.all([1, 2, 3, 4].map(() => watch(system, view.id))))
    expect(once.length).toBeGreaterThan(5)
    expect(many).toHaveLength(once.length)
  })

  it('asks no more of the destination than its share is reckoned with', async () => {
    const view = await started()
    const reads = await readsDuring(view, () => lookWhenDue(view))
    const ofDestination = reads.filter(({ path }) => path.includes(view.destination?.wabaId ?? 'none'))
    expect(ofDestination.length).toBeGreaterThan(3)
    expect(ofDestination.length).toBeLessThanOrEqual(CALLS_OF_A_LOOK)
  })

  it('is made at most six times an hour for one account, whatever asks for it', async () => {
    const view = await started()
    let looks = 0
    for (let minute = 0; minute <= 60; minute += 1) {
      await system.db.update(migrations).set({ watchAt: clock.now() }).where(eq(migrations.id, view.id))
      if ((await readsDuring(view, () => watchDue(system))).length > 0) looks += 1
      clock.advance(MINUTE)
    }
    expect(looks).toBeGreaterThan(3)
    expect(looks).toBeLessThanOrEqual(6)
  })

  it('that finds the share used up is put off, not dropped and not counted', async () => {
    const view = await started()
    const scope = `account:practice:${view.connection.id}:${view.destination?.wabaId}`
    clock.advance(3 * MINUTE)
    await system.db.insert(watchShares).values({ scope, usedUntil: new Date(clock.now().getTime() + 20 * MINUTE) })
    expect(await readsDuring(view, () => watchDue(system))).toEqual([])
    expect(await minutesToNext(view)).toBe(5)
    expect((await rowOf(view)).watchCount).toBe(0)
  })

  it('believes nothing of an answer with a hole in it', async () => {
    const view = await started()
    await switchOff(view)
    const cut: Omit<Fault, 'id'> = { call: 'any_read', times: 100, does: { kind: 'reset_before' } }
    await alter(view, (world) => void world.faults.push({ ...cut, id: newId() }))
    await lookWhenDue(view)
    const after = await getMigration(lan.ctx, view.id)
    expect(after.checks).toEqual(view.checks)
    expect(await minutesToNext(view)).toBe(5)
  })

  it('stays away as long as Meta asks', async () => {
    const view = await started()
    await alter(view, (world) => {
      world.rules.callsPerHour = 0
    })
    await lookWhenDue(view)
    expect(await outcomeOf(view)).toBe('fail')
    expect(await minutesToNext(view)).toBeGreaterThanOrEqual(50)
  })

  it.each<[string, (view: MigrationView) => Promise<unknown>]>([
    ['while a call is on its way', (view) => putLiveAttempt(view)],
    [
      'while a restored copy is unread',
      (view) => system.db.update(migrations).set({ quarantinedAt: clock.now() }).where(eq(migrations.id, view.id)),
    ],
    ['after the move was stopped', (view) => cancelMigration(lan.ctx, view.id, { version: view.version })],
    [
      'once the connection is gone',
      (view) =>
        system.db.update(connections).set({ removedAt: clock.now() }).where(eq(connections.id, view.connection.id)),
    ],
    [
      'with a token that is known to have stopped',
      (view) =>
        system.db.update(connections).set({ problem: 'token_stopped' }).where(eq(connections.id, view.connection.id)),
    ],
  ])('is not made %s', async (_when, prepare) => {
    const view = await started()
    await prepare(view)
    clock.advance(3 * MINUTE)
    expect(await readsDuring(view, () => watchDue(system))).toEqual([])
  })
})

async function putLiveAttempt(view: MigrationView): Promise<void> {
  await system.db.insert(attempts).values({
    id: newId(),
    migrationId: view.id,
    command: 'subscribe_app',
    state: 'unknown',
    actorId: lan.userId,
    actorName: 'Lan',
    idempotencyKey: newId(),
    fence: 1,
    intentAt: clock.now(),
  })
}

describe('the last red that turns', () => {
  it('is told once to who started the move, until they have seen it', async () => {
    const view = await started()
    await switchOff(view)
    await lookWhenDue(view)
    const [notice, ...more] = await listNotices(lan.ctx)
    expect(more).toEqual([])
    expect(notice).toMatchObject({ kind: 'ready', migrationId: view.id, display: '+84 912 345 678', practice: true })
    await visitMigration(lan.ctx, view, 'en')
    expect(await listNotices(lan.ctx)).toEqual([])
  })

  it('is not said while it is red again, nor twice when it turns once more', async () => {
    const view = await started()
    const turn = async (on: boolean) => {
      await alter(view, (world) => {
        for (const number of world.numbers) if (number.digits === NUMBER.slice(1)) number.isPinEnabled = on
      })
      clock.advance(60 * MINUTE)
      await system.db.update(migrations).set({ watchAt: clock.now() }).where(eq(migrations.id, view.id))
      await watch(system, view.id)
    }
    await turn(false)
    expect(await listNotices(lan.ctx)).toHaveLength(1)
    await turn(true)
    expect(await listNotices(lan.ctx)).toEqual([])
    await turn(false)
    expect(await listNotices(lan.ctx)).toHaveLength(1)
    expect(await system.db.select().from(notices)).toHaveLength(1)
  })

  it('is no news when there was none', async () => {
    const view = await started('everything_works')
    await system.db.update(migrations).set({ watchAt: clock.now() }).where(eq(migrations.id, view.id))
    await watch(system, view.id)
    expect(await listNotices(lan.ctx)).toEqual([])
  })

  it('is no news to who finds it, nor when it can only no longer be read', async () => {
    const found = await started()
    await switchOff(found)
    await runChecks(lan.ctx, found.id, {})
    const hidden = await started()
    await alter(hidden, (world) => {
      for (const account of world.accounts) if (account.id === world.sourceId) account.access = 'hidden'
    })
    await lookWhenDue(hidden)
    expect(await outcomeOf(hidden)).toBe('cannot_tell')
    expect(await listNotices(lan.ctx)).toEqual([])
  })
})
