import { beforeAll, describe, expect, it } from 'vitest'
import { createPractice } from '@/lib/connections/create-practice'
import type { Context } from '@/lib/context'
import { newId } from '@/lib/db/ids'
import { customers } from '@/lib/db/schema'
import { setTwoStep } from '@/lib/sandbox/controls'
import { databaseStore } from '@/lib/sandbox/database-store'
import type { StoryId } from '@/lib/sandbox/stories'
import { buildPerson } from '@/lib/testing/api'
import { type Clock, testContext } from '@/lib/testing/database'
import { choose } from './choose'
import { getMigration } from './get'
import { lookAtTwoStep } from './look-at-two-step'
import { startMigration } from './start'
import type { MigrationView } from './view'

const DIGITS = '84912345678'

let ctx: Context
let clock: Clock

beforeAll(async () => {
  const test = await testContext()
  clock = test.clock
  const customerId = newId()
  await test.ctx.db.insert(customers).values({ id: customerId, name: 'Cửa hàng Lan', createdAt: clock.now() })
  ctx = (await buildPerson(test.ctx, 'owner', [customerId])).ctx
})

async function chosen(story: StoryId = 'old_pin_on'): Promise<MigrationView> {
  const connection = await createPractice(ctx, { kind: 'practice', story }, newId())
  const draft = await startMigration(ctx, { connectionId: connection.id }, newId())
  return choose(ctx, draft.id, { version: draft.version, phoneNumber: `+${DIGITS}` })
}

const store = () => databaseStore(ctx.db, ctx.now)
const switchTo = (view: MigrationView, on: boolean) => setTwoStep(store(), view.connection.id, DIGITS, on)
const twoStep = (view: MigrationView) => view.checks.find((check) => check.kind === 'two_step_off')

/** How many calls Meta got meanwhile; every part of a batch is one (contract 8.4). */
async function callsDuring(view: MigrationView, work: () => Promise<unknown>): Promise<string[]> {
  const ledger = async () => (await store().read(view.connection.id))?.ledger ?? []
  const before = (await ledger()).length
  await work()
  return (await ledger())
    .slice(before)
    .filter(({ path }) => path !== '/')
    .map(({ method, call }) => `${method} ${call}`)
}

describe('looking at two-step verification', () => {
  it('asks Meta once in thirty seconds, however many pages look', async () => {
    const view = await chosen()
    expect(await callsDuring(view, () => lookAtTwoStep(ctx, view.id))).toEqual([])
    clock.advance(30_000)
    const looks = () => Promise.all([1, 2, 3, 4].map(() => lookAtTwoStep(ctx, view.id)))
    expect(await callsDuring(view, looks)).toEqual(['GET read_number'])
    expect(twoStep(await getMigration(ctx, view.id))).toMatchObject({
      outcome: 'fail',
      readAt: clock.now().toISOString(),
    })
    clock.advance(29_000)
    expect(await callsDuring(view, looks)).toEqual([])
  })

  it('says how old all the checks are, not how young this one is', async () => {
    const view = await chosen()
    clock.advance(40_000)
    expect((await lookAtTwoStep(ctx, view.id)).checksAt).toBe(view.checksAt)
  })

  it('sees that it was switched off, and with that the move is ready', async () => {
    const view = await chosen()
    expect(view.status).toBe('draft')
    await switchTo(view, false)
    clock.advance(31_000)
    const seen = await lookAtTwoStep(ctx, view.id)
    expect(twoStep(seen)?.outcome).toBe('pass')
    expect(seen).toMatchObject({ status: 'ready', blockers: 0 })
  })

  it('does not call it looked at when Meta did not say', async () => {
    const view = await chosen()
    const before = twoStep(view)?.readAt
    clock.advance(31_000)
    await store().update(view.connection.id, (world) => {
      for (const account of world.accounts) if (account.id !== world.destinationId) account.access = 'hidden'
    })
    expect(twoStep(await lookAtTwoStep(ctx, view.id))).toMatchObject({ outcome: 'fail', readAt: before })
  })
})
