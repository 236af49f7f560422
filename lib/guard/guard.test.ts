import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createPractice } from '@/lib/connections/create-practice'
import type { Context } from '@/lib/context'
import { newId } from '@/lib/db/ids'
import { connections, events, guardFindings, migrations, notices, watchShares } from '@/lib/db/schema'
import { findBreak } from '@/lib/events/verify'
import { cancelMigration } from '@/lib/migration/cancel'
import { choose } from '@/lib/migration/choose'
import { getMigration } from '@/lib/migration/get'
import { accountScope } from '@/lib/migration/rows'
import { runChecks } from '@/lib/migration/run-checks'
import { startMigration } from '@/lib/migration/start'
import { subscribeApp } from '@/lib/migration/subscribe-app'
import type { MigrationView } from '@/lib/migration/view'
import { visitMigration } from '@/lib/migration/visit'
import { CALLS_OF_A_LOOK } from '@/lib/migration/watch-share'
import { listNotices } from '@/lib/notices/list'
import { sendNotices } from '@/lib/notices/send-mail'
import { databaseStore } from '@/lib/sandbox/database-store'
import type { Misbehaviour } from '@/lib/sandbox/faults'
import type { WorldPatch } from '@/lib/sandbox/http/control-schemas'
import { patchWorld } from '@/lib/sandbox/http/patch-world'
import { startingTemplates } from '@/lib/sandbox/starting-templates'
import type { LedgerEntry, World } from '@/lib/sandbox/state'
import { buildCustomer, buildPerson, type Person } from '@/lib/testing/api'
import { type Clock, testContext } from '@/lib/testing/database'
import { type SmtpServer, startSmtp } from '@/lib/testing/smtp'
import { LOOKS_AT, nextGuardLook } from './gaps'
import { guard, guardDue } from './guard'
import { keepLook } from './keep-look'
import { guardAccounts } from './look-soon'

const NUMBER = '+84912345678'
const DIGITS = NUMBER.slice(1)
const MINUTE = 60_000
const HOUR = 60 * MINUTE

let smtp: SmtpServer
let system: Context
let lan: Person
let clock: Clock

beforeAll(async () => {
  smtp = await startSmtp()
  Object.assign(process.env, { SMTP_URL: smtp.url, MAIL_FROM: 'move@example.com', PUBLIC_URL: 'https://move.example' })
  const test = await testContext()
  system = test.ctx
  clock = test.clock
  lan = await buildPerson(system, 'owner', [await buildCustomer(system)])
})

afterAll(() => smtp.close())

beforeEach(async () => {
  // Every earlier move is past its 48 hours.
  clock.advance(49 * HOUR)
  smtp.mails.length = 0
  await system.db.delete(notices)
})

/** A number that has just moved, as Meta shows it to the read that confirms the move. */
async function moved(): Promise<MigrationView> {
  const connection = await createPractice(lan.ctx, { kind: 'practice', story: 'everything_works' }, newId())
  const draft = await startMigration(lan.ctx, { connectionId: connection.id }, newId())
  const view = await choose(lan.ctx, draft.id, { version: draft.version, phoneNumber: NUMBER })
  await alter(view, (world) => {
    patchWorld(world, { onDestination: { number: DIGITS, as: 'connected' } }, clock.now().getTime())
    world.templates.push(...startingTemplates(world, world.destinationId))
  })
  const after = await runChecks(lan.ctx, view.id, {})
  expect(after).toMatchObject({ status: 'confirmed', guard: { ended: false, lastLookAt: null, findings: [] } })
  return after
}

const store = () => databaseStore(system.db, clock.now)
const alter = (view: MigrationView, change: (world: World) => void) => store().update(view.connection.id, change)
const patch = (view: MigrationView, change: WorldPatch) =>
  alter(view, (world) => patchWorld(world, change, clock.now().getTime()))
const onNumber = (is: object): WorldPatch => ({ number: { number: DIGITS, on: 'destination', ...is } })

/** What Meta was asked by these looks, and nothing before them. */
async function askedDuring(view: MigrationView, look: () => Promise<unknown>): Promise<LedgerEntry[]> {
  await alter(view, (world) => {
    world.ledger = []
  })
  await look()
  return (await store().read(view.connection.id))?.ledger ?? []
}

async function rowOf({ id }: Pick<MigrationView, 'id'>) {
  const [row] = await system.db.select().from(migrations).where(eq(migrations.id, id))
  if (row?.confirmedAt == null) throw new Error('no row that has moved')
  return { ...row, confirmedAt: row.confirmedAt }
}

/** An hour later the account has its share of calls again, and the look is due. */
async function lookNow(view: MigrationView): Promise<void> {
  clock.advance(HOUR)
  await system.db.update(migrations).set({ guardAt: clock.now() }).where(eq(migrations.id, view.id))
  await guardDue(system)
}

const findingsOf = async (view: MigrationView) => (await getMigration(lan.ctx, view.id)).guard?.findings ?? []
const openOf = async (view: MigrationView) =>
  (await findingsOf(view)).filter(({ overAt }) => overAt === null).map(({ kind, subject }) => [kind, subject])

describe('the looks', () => {
  it('come at growing gaps, one of them at an hour and one at a day, and none after 48 hours', async () => {
    const view = await moved()
    const looks: number[] = []
    const { confirmedAt } = await rowOf(view)
    while (clock.now().getTime() - confirmedAt.getTime() < 50 * HOUR) {
      const asked = await askedDuring(view, () => guardDue(system))
      if (asked.length > 0) looks.push((clock.now().getTime() - confirmedAt.getTime()) / MINUTE)
      clock.advance(5 * MINUTE)
    }
    expect(looks).toEqual(LOOKS_AT.map((at) => at / MINUTE))
    expect(looks).toEqual([5, 15, 30, ...[1, 2, 4, 6, 12, 18, 24, 30, 36, 42, 47.5].map((hours) => hours * 60)])
    expect((await getMigration(lan.ctx, view.id)).guard).toMatchObject({ ended: true, findings: [] })
    expect(await listNotices(lan.ctx)).toEqual([])
  })

  it('stand for all that a long stop has missed', () => {
    const confirmedAt = clock.now()
    const later = (hours: number) => new Date(confirmedAt.getTime() + hours * HOUR)
    expect(nextGuardLook(confirmedAt, later(13), false)).toEqual(later(18))
    expect(nextGuardLook(confirmedAt, later(13), true)).toEqual(later(14))
    expect(nextGuardLook(confirmedAt, later(47.6), false)).toEqual(later(48))
  })

  it('never come to what moved longer ago, whatever its row says', async () => {
    const view = await moved()
    clock.advance(48 * HOUR)
    for (const guardAt of [null, clock.now()]) {
      await system.db.update(migrations).set({ guardAt }).where(eq(migrations.id, view.id))
      expect(await askedDuring(view, () => guardDue(system))).toEqual([])
      expect(await askedDuring(view, () => guard(system, view.id))).toEqual([])
    }
    expect((await getMigration(lan.ctx, view.id)).guard).toBeNull()
  })

  it('only read, and ask no more of the account than its share is reckoned with', async () => {
    const view = await moved()
    const asked = await askedDuring(view, () => lookNow(view))
    expect(asked.filter(({ method }) => method !== 'GET')).toEqual([])
    expect(asked.length).toBeGreaterThan(6)
    expect(asked.length).toBeLessThanOrEqual(CALLS_OF_A_LOOK)
  })

  it('are made once, however many instances ask at the same moment', async () => {
    const view = await moved()
    const once = await askedDuring(view, () => lookNow(view))
    await patch(view, { destination: { subscribed: false } })
    clock.advance(HOUR)
    const many = await askedDuring(view, () => Promise.all([1, 2, 3, 4].map(() => guardDue(system))))
    expect(many).toHaveLength(once.length)
    expect(await findingsOf(view)).toHaveLength(1)
    expect(await listNotices(lan.ctx)).toHaveLength(1)
  })

  it('that find the share used up are put off', async () => {
    const view = await moved()
    clock.advance(5 * MINUTE)
    const usedUntil = new Date(clock.now().getTime() + 35 * MINUTE)
    await system.db.insert(watchShares).values({ scope: accountScope(await rowOf(view)), usedUntil })
    expect(await askedDuring(view, () => guardDue(system))).toEqual([])
    expect((await rowOf(view)).guardAt).toEqual(new Date(clock.now().getTime() + 20 * MINUTE))
  })

  it('go on after a process has died with one', async () => {
    const view = await moved()
    clock.advance(5 * MINUTE)
    await patch(view, onNumber({ status: 'DISCONNECTED' }))
    const dying: Context = { ...system, host: { ...system.host, sleep: () => Promise.reject(new Error('killed')) } }
    await arm(view, { kind: 'reset_before' })
    await guardDue(dying)
    expect(await findingsOf(view)).toEqual([])
    await alter(view, (world) => {
      world.faults = []
    })
    clock.advance(10 * MINUTE)
    await guardDue(system)
    expect(await openOf(view)).toEqual([['number_offline', '']])
  })

  it.each<[string, (view: MigrationView) => Promise<unknown>]>([
    [
      'while a restored copy is unread',
      (view) => system.db.update(migrations).set({ quarantinedAt: clock.now() }).where(eq(migrations.id, view.id)),
    ],
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
  ])('are not made %s', async (_when, prepare) => {
    const view = await moved()
    await prepare(view)
    expect(await askedDuring(view, () => lookNow(view))).toEqual([])
  })

  it('are not made for a move that was stopped', async () => {
    const connection = await createPractice(lan.ctx, { kind: 'practice', story: 'everything_works' }, newId())
    const draft = await startMigration(lan.ctx, { connectionId: connection.id }, newId())
    const view = await cancelMigration(lan.ctx, draft.id, { version: draft.version })
    expect(view.guard).toBeNull()
    expect(await askedDuring(view, () => lookNow(view).catch(() => undefined))).toEqual([])
  })
})

async function arm(view: MigrationView, does: Misbehaviour): Promise<void> {
  await alter(view, (world) => void world.faults.push({ id: newId(), call: 'any_read', times: 100, does }))
}

/** Somebody or something changes this at Meta, and back. */
const TURNS: [kind: string, subject: string, worse: WorldPatch, better: WorldPatch][] = [
  ['number_offline', '', onNumber({ status: 'DISCONNECTED' }), onNumber({ status: 'CONNECTED' })],
  ['health_blocked', 'WABA 141014', { destination: { banned: true } }, { destination: { banned: false } }],
  ['health_limited', 'BUSINESS 141010', { businessVerification: 'revoked' }, { businessVerification: 'verified' }],
  [
    'payment_missing',
    '',
    { destination: { primaryFundingId: null } },
    { destination: { primaryFundingId: '123456789012345' } },
  ],
  [
    'app_gone',
    'Cửa hàng Lan – Carryover',
    { destination: { subscribed: false } },
    { destination: { subscribed: true } },
  ],
  [
    'template_rejected',
    'thank_you (vi)',
    { template: { name: 'thank_you', status: 'REJECTED' } },
    { template: { name: 'thank_you', status: 'APPROVED' } },
  ],
  [
    'template_paused',
    'thank_you (vi)',
    { template: { name: 'thank_you', status: 'PAUSED' } },
    { template: { name: 'thank_you', status: 'APPROVED' } },
  ],
  [
    'template_disabled',
    'thank_you (vi)',
    { template: { name: 'thank_you', status: 'DISABLED' } },
    { template: { name: 'thank_you', status: 'APPROVED' } },
  ],
  [
    'template_category',
    'thank_you (vi)',
    { template: { name: 'thank_you', category: 'MARKETING' } },
    { template: { name: 'thank_you', category: 'UTILITY' } },
  ],
  ['name_changed', '', onNumber({ nameStatus: 'DECLINED' }), onNumber({ nameStatus: 'APPROVED' })],
  ['quality_dropped', '', onNumber({ qualityRating: 'RED' }), onNumber({ qualityRating: 'GREEN' })],
]

describe('a change', () => {
  it.each(TURNS)('%s is seen once, told once, and over when it is well again', async (kind, subject, worse, better) => {
    const view = await moved()
    await lookNow(view)
    await patch(view, worse)
    await lookNow(view)
    const worseAt = clock.now().toISOString()
    await lookNow(view)
    expect(await findingsOf(view)).toMatchObject([{ kind, subject, at: worseAt, overAt: null }])
    expect(await listNotices(lan.ctx)).toMatchObject([
      { kind: 'changed', migrationId: view.id, finding: { kind, subject } },
    ])

    await patch(view, better)
    await lookNow(view)
    const betterAt = clock.now().toISOString()
    await lookNow(view)
    expect(await findingsOf(view)).toMatchObject([{ kind, subject, at: worseAt, overAt: betterAt }])
    // What is over is not told any more, and that it is over is no notice.
    expect(await listNotices(lan.ctx)).toEqual([])

    const told = await system.db.select().from(events).where(eq(events.migrationId, view.id)).orderBy(events.seq)
    const ours = told.filter((event) => event.kind.startsWith('guard_'))
    expect(ours.map((event) => [event.kind, event.data.finding])).toEqual([
      ['guard_worse', kind],
      ['guard_better', kind],
    ])
  })

  it('is a link in the chain of the journal like any other', async () => {
    const journal = await system.db
      .select()
      .from(events)
      .where(eq(events.customerId, (await moved()).customer.id))
      .orderBy(events.seq)
    expect(journal.some(({ kind }) => kind === 'guard_worse')).toBe(true)
    expect(findBreak(journal)).toBeNull()
  })

  it('between the move and the first look is measured by what the move itself read', async () => {
    const view = await moved()
    await patch(view, { template: { name: 'order_shipped', status: 'REJECTED' } })
    clock.advance(5 * MINUTE)
    await guardDue(system)
    expect(await openOf(view)).toEqual([['template_rejected', 'order_shipped (vi)']])
  })

  it('is looked at each hour while it lasts', async () => {
    const view = await moved()
    clock.advance(12 * HOUR)
    await patch(view, onNumber({ status: 'DISCONNECTED' }))
    await guardDue(system)
    expect((await rowOf(view)).guardAt).toEqual(new Date(clock.now().getTime() + HOUR))
    clock.advance(HOUR)
    await guardDue(system)
    expect((await rowOf(view)).guardAt).toEqual(new Date(clock.now().getTime() + HOUR))
  })

  it('leaves the version alone, so that presses stay good', async () => {
    const view = await moved()
    await patch(view, { destination: { subscribed: false } })
    await lookNow(view)
    expect(await getMigration(lan.ctx, view.id)).toMatchObject({ version: view.version, updatedBy: 'system' })
  })

  it('for the better is said on the page alone', async () => {
    const view = await moved()
    await patch(view, onNumber({ qualityRating: 'YELLOW' }))
    await lookNow(view)
    await system.db.delete(notices)
    await system.db.delete(guardFindings)
    await patch(view, onNumber({ qualityRating: 'GREEN' }))
    await lookNow(view)
    const at = clock.now().toISOString()
    expect(await findingsOf(view)).toMatchObject([{ kind: 'quality_dropped', at, overAt: at }])
    expect(await listNotices(lan.ctx)).toEqual([])
  })

  it('further down is told again, and one rise ends both', async () => {
    const view = await moved()
    await patch(view, onNumber({ qualityRating: 'YELLOW' }))
    await lookNow(view)
    await patch(view, onNumber({ qualityRating: 'RED' }))
    await lookNow(view)
    expect((await findingsOf(view)).map(({ facts }) => facts.to)).toEqual(['RED', 'YELLOW'])
    await patch(view, onNumber({ qualityRating: 'GREEN' }))
    await lookNow(view)
    expect(await openOf(view)).toEqual([])
  })
})

describe('silence', () => {
  it.each<[string, Misbehaviour]>([
    ['is cut off', { kind: 'reset_before' }],
    ['fails', { kind: 'status', status: 503 }],
    ['is a page in HTML', { kind: 'html' }],
  ])('is what a look means when the answer %s; the next one comes sooner', async (_how, does) => {
    const view = await moved()
    await patch(view, onNumber({ status: 'DISCONNECTED' }))
    await arm(view, does)
    clock.advance(5 * MINUTE)
    await guardDue(system)
    expect(await getMigration(lan.ctx, view.id)).toMatchObject({ guard: { lastLookAt: null, findings: [] } })
    expect((await rowOf(view)).guardAt).toEqual(new Date(clock.now().getTime() + 15 * MINUTE))
  })

  it('lasts as long as Meta asks for', async () => {
    const view = await moved()
    await patch(view, { rules: { callsPerHour: 0 } })
    clock.advance(5 * MINUTE)
    await guardDue(system)
    const { guardAt } = await rowOf(view)
    expect((guardAt?.getTime() ?? 0) - clock.now().getTime()).toBeGreaterThanOrEqual(50 * MINUTE)
    expect(await findingsOf(view)).toEqual([])
  })

  it('is what a hidden account means, and a number that is another one', async () => {
    const hidden = await moved()
    await patch(hidden, { destination: { access: 'hidden' } })
    await lookNow(hidden)
    const other = await moved()
    await alter(other, (world) => {
      for (const number of world.numbers)
        if (number.accountId === world.destinationId) number.display = '+84 900 000 999'
    })
    await patch(other, onNumber({ status: 'DISCONNECTED' }))
    await lookNow(other)
    for (const view of [hidden, other]) {
      expect(await getMigration(lan.ctx, view.id)).toMatchObject({ guard: { lastLookAt: null, findings: [] } })
    }
  })

  it('is what an older answer means that comes in after a newer one', async () => {
    const view = await moved()
    const lookedAt = clock.now()
    await lookNow(view)
    const { guardFacts } = await rowOf(view)
    if (guardFacts === null) throw new Error('no facts')
    await keepLook(system, view.id, { ...guardFacts, status: 'DISCONNECTED' }, lookedAt)
    expect(await findingsOf(view)).toEqual([])
    expect((await rowOf(view)).guardFacts).toEqual(guardFacts)
  })

  it('of one part keeps what was known of it', async () => {
    const view = await moved()
    await patch(view, { rules: { unknownFields: ['name_status'] } })
    await lookNow(view)
    expect((await rowOf(view)).guardFacts?.nameStatus).toBe('APPROVED')
    expect(await findingsOf(view)).toEqual([])
  })
})

describe('a call from Meta', () => {
  it('brings the next look forward, for live moves of the last 48 hours only', async () => {
    const [view, practice, older] = [await moved(), await moved(), await moved()]
    for (const { id } of [view, older]) {
      await system.db.update(migrations).set({ realm: 'live' }).where(eq(migrations.id, id))
    }
    await system.db
      .update(migrations)
      .set({ confirmedAt: new Date(clock.now().getTime() - 48 * HOUR) })
      .where(eq(migrations.id, older.id))
    const accounts = [view, practice, older].map(({ destination }) => destination?.wabaId ?? '')
    await guardAccounts(system, accounts)
    const planned = await Promise.all([view, practice, older].map(async (each) => (await rowOf(each)).guardAt))
    expect(planned).toEqual([clock.now(), null, null])
  })
})

describe('a press on "Connect the app"', () => {
  it('brings the next look forward to when reads have caught up', async () => {
    const view = await moved()
    await patch(view, { destination: { subscribed: false } })
    await lookNow(view)
    const { version } = await getMigration(lan.ctx, view.id)
    await subscribeApp(lan.ctx, view.id, { version }, newId())
    expect((await rowOf(view)).guardAt).toEqual(new Date(clock.now().getTime() + 3 * MINUTE))
    clock.advance(3 * MINUTE)
    await guardDue(system)
    expect(await openOf(view)).toEqual([])
  })
})

describe('who started the move', () => {
  it('is told each thing in the app, and all of one look in one mail', async () => {
    const view = await moved()
    await patch(view, { destination: { subscribed: false, primaryFundingId: null } })
    await patch(view, { template: { name: 'order_shipped', status: 'REJECTED' } })
    // Between two looks at a clock some time passes, as it does in life.
    const ticking: Context = {
      ...system,
      now: () => {
        clock.advance(1)
        return clock.now()
      },
    }
    clock.advance(HOUR)
    await guardDue(ticking)
    expect(new Set((await findingsOf(view)).map(({ at }) => at)).size).toBe(1)
    expect((await listNotices(lan.ctx)).map(({ finding }) => finding?.kind).sort()).toEqual([
      'app_gone',
      'payment_missing',
      'template_rejected',
    ])
    await sendNotices(system)
    await sendNotices(system)
    expect(smtp.mails).toHaveLength(1)
    const { data } = smtp.mails[0] ?? { data: '' }
    expect(data).toContain('Subject: [Practice] Changed after the move: +84 912 345 678')
    const text = textOf(data)
    expect(text).toContain('The payment method of your account is missing or does not work.')
    expect(text).toContain('The app Cửa hàng Lan – Carryover is no longer connected to your account.')
    expect(text).toContain('And 1 more.')
    expect(text).toContain(`https://move.example/migrations/${view.id}/done`)
  })

  it('gets no mail about what is over, nor about what they have seen', async () => {
    const view = await moved()
    await patch(view, onNumber({ status: 'DISCONNECTED' }))
    await lookNow(view)
    await patch(view, onNumber({ status: 'CONNECTED' }))
    await lookNow(view)
    await sendNotices(system)
    await patch(view, { destination: { subscribed: false } })
    await lookNow(view)
    await visitMigration(lan.ctx, view, 'vi')
    await sendNotices(system)
    expect(smtp.mails).toEqual([])
    expect(await listNotices(lan.ctx)).toEqual([])
  })
})

/** The text of a mail that was sent quoted-printable or in base64, as a person reads it. */
function textOf(data: string): string {
  const [head = '', ...rest] = data.split('\n\n')
  const body = rest.join('\n\n')
  if (/encoding: base64/i.test(head)) return Buffer.from(body, 'base64').toString()
  const bytes = body.replaceAll(/=\n/g, '').replaceAll(/=([0-9A-F]{2})/g, (_, hex) => `%${hex}`)
  return decodeURIComponent(bytes.replaceAll(/%(?![0-9A-F]{2})/g, '%25'))
}
