import { and, eq } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { createPractice } from '@/lib/connections/create-practice'
import type { Context } from '@/lib/context'
import { newId } from '@/lib/db/ids'
import { customers, events, migrations, users } from '@/lib/db/schema'
import { databaseStore } from '@/lib/sandbox/database-store'
import type { World } from '@/lib/sandbox/state'
import { type Clock, testContext } from '@/lib/testing/database'
import { choose } from './choose'
import { confirmCheck } from './confirm-check'
import { getMigration } from './get'
import { runChecks } from './run-checks'
import { startMigration } from './start'
import type { MigrationView } from './view'

let ctx: Context
let clock: Clock

beforeAll(async () => {
  const test = await testContext()
  clock = test.clock
  const [userId, createdAt] = [newId(), test.ctx.now()]
  const user = { id: userId, email: 'lan@shop.vn', name: 'Lan', passwordHash: '-', role: 'owner', createdAt } as const
  await test.ctx.db.insert(users).values(user)
  await test.ctx.db.insert(customers).values({ id: newId(), name: 'Cửa hàng Lan', createdAt })
  ctx = { ...test.ctx, actor: { kind: 'user', userId, name: 'Lan', role: 'owner' } }
})

beforeEach(() => clock.advance(3_600_000))

async function draft(): Promise<MigrationView> {
  const connection = await createPractice(ctx, { kind: 'practice', story: 'everything_works' }, newId())
  return startMigration(ctx, { connectionId: connection.id }, newId())
}

const alter = (view: MigrationView, change: (world: World) => void) =>
  databaseStore(ctx.db, ctx.now).update(view.connection.id, change)

const kindsOf = (view: MigrationView) => view.checks.map((check) => check.kind)

const changesOf = async (view: MigrationView) => {
  const ofThis = and(eq(events.migrationId, view.id), eq(events.kind, 'checks_read'))
  return (await ctx.db.select().from(events).where(ofThis)).map((event) => event.data.changed)
}

/** Templates take three times as long as the rest: see the practice Meta's pace. */
async function slowDown(view: MigrationView): Promise<void> {
  await alter(view, (world) => {
    world.rules.readMs = 300
  })
}

async function until<T>(read: () => Promise<T>, isSo: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await read()
    if (isSo(value)) return value
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

it('keeps what has arrived while the rest is still being read, and tells of all of it in one event', async () => {
  const view = await draft()
  await slowDown(view)
  expect(view.checks).toEqual([])
  const reading = runChecks(ctx, view.id, {})
  const early = await until(
    () => getMigration(ctx, view.id),
    (now) => now.checks.length > 0,
  )
  expect(kindsOf(early)).toContain('token')
  expect(kindsOf(early)).not.toContain('template_room')
  expect(await changesOf(view)).toEqual([])
  const whole = await reading
  expect(kindsOf(whole)).toHaveLength(13)
  expect(whole.version).toBe(view.version)
  const [changed] = await changesOf(view)
  expect(String(changed).split(', ').sort()).toEqual(kindsOf(whole).sort())
  await runChecks(ctx, view.id, {})
  expect(await changesOf(view)).toHaveLength(1)
})

it('does not say of other accounts what it read of these', async () => {
  const view = await draft()
  await slowDown(view)
  const reading = runChecks(ctx, view.id, {})
  await until(
    () => getMigration(ctx, view.id),
    (now) => now.checks.length > 0,
  )
  const chosen = await choose(ctx, view.id, { version: view.version, sourceUnlisted: true })
  expect(chosen.checks).toEqual([])
  expect((await reading).checks).toEqual([])
  const source = (await runChecks(ctx, view.id, {})).checks.find((check) => check.kind === 'source_approved')
  expect(source?.outcome).toBe('cannot_tell')
})

it('does not take an answer about one number for an answer about another', async () => {
  const view = await draft()
  const unlisted = await choose(ctx, view.id, { version: view.version, sourceUnlisted: true })
  const first = await choose(ctx, view.id, { version: unlisted.version, phoneNumber: '+84 912 345 678' })
  const answered = await confirmCheck(ctx, view.id, { version: first.version, kind: 'two_step_off', confirmed: true })
  const confirmed = (now: MigrationView) => now.checks.filter((check) => check.confirmed).map((check) => check.kind)
  expect(confirmed(answered)).toEqual(['two_step_off'])
  const same = await choose(ctx, view.id, { version: answered.version, phoneNumber: '+84 912 345 678' })
  expect(confirmed(same)).toEqual(['two_step_off'])
  const other = await choose(ctx, view.id, { version: same.version, phoneNumber: '+84 900 000 210' })
  expect(confirmed(other)).toEqual([])
})

it('adopts the state of what it read: unreachable stops the move, unreadable source does not', async () => {
  const view = await draft()
  const ready = await choose(ctx, view.id, { version: view.version, phoneNumber: '+84 912 345 678' })
  expect(ready.status).toBe('ready')
  await alter(view, (world) => {
    for (const account of world.accounts) if (account.id === world.sourceId) account.access = 'hidden'
  })
  expect((await runChecks(ctx, view.id, {})).status).toBe('ready')
  await alter(view, (world) => {
    for (const account of world.accounts) account.access = 'hidden'
  })
  const lost = await runChecks(ctx, view.id, {})
  expect(lost.checks.filter((check) => check.blocking)).toMatchObject([{ kind: 'token', sentence: 'no_access' }])
  const [row] = await ctx.db.select().from(migrations).where(eq(migrations.id, view.id))
  expect(row?.status).toBe('draft')
})

it('reads for all open pages together as often as for one', async () => {
  const view = await runChecks(ctx, (await draft()).id, {})
  clock.advance(60_000)
  expect((await runChecks(ctx, view.id, { unlessYoungerThan: 108 })).checksAt).toBe(view.checksAt)
  clock.advance(60_000)
  expect((await runChecks(ctx, view.id, { unlessYoungerThan: 108 })).checksAt).toBe(ctx.now().toISOString())
})
