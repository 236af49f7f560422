import { eq, getTableName, isTable, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { createPractice } from '@/lib/connections/create-practice'
import type { Context } from '@/lib/context'
import { newId } from '@/lib/db/ids'
import * as schema from '@/lib/db/schema'
import { readPhone } from '@/lib/sandbox/controls'
import { databaseStore } from '@/lib/sandbox/database-store'
import { WRITES } from '@/lib/sandbox/faults'
import type { LedgerEntry, World } from '@/lib/sandbox/state'
import type { StoryId } from '@/lib/sandbox/stories'
import { buildCustomer, buildPerson } from '@/lib/testing/api'
import { testContext } from '@/lib/testing/database'
import { choose } from './choose'
import { confirmCheck } from './confirm-check'
import { getMigration } from './get'
import { getPlan } from './get-plan'
import { register } from './register'
import { requestCode } from './request-code'
import { runChecks } from './run-checks'
import { startMigration } from './start'
import { subscribeApp } from './subscribe-app'
import { verifyCode } from './verify-code'
import type { MigrationView } from './view'

const NUMBER = '+84912345678'
let ctx: Context

beforeAll(async () => {
  const test = await testContext()
  ctx = (await buildPerson(test.ctx, 'owner', [await buildCustomer(test.ctx)])).ctx
})

async function chosen(story: StoryId = 'everything_works', change?: (world: World) => void): Promise<MigrationView> {
  const connection = await createPractice(ctx, { kind: 'practice', story }, newId())
  if (change !== undefined) await store().update(connection.id, change)
  const draft = await startMigration(ctx, { connectionId: connection.id }, newId())
  return choose(ctx, draft.id, { version: draft.version, phoneNumber: NUMBER })
}

const store = () => databaseStore(ctx.db, ctx.now)

async function ledgerOf(view: MigrationView): Promise<LedgerEntry[]> {
  return (await store().read(view.connection.id))?.ledger ?? []
}

const writesIn = (ledger: readonly LedgerEntry[]) =>
  ledger.filter(({ call }) => WRITES.some((write) => write === call)).map(({ method, path }) => `${method} ${path}`)

/** Every row of ours with the transaction that wrote it: writing the same again shows too. The simulated Meta keeps its own books in the same database. */
async function everyRow(): Promise<string> {
  const tables = Object.values(schema).filter((table) => isTable(table))
  const ours = tables.map((table) => getTableName(table)).filter((name) => name !== 'sandbox_worlds')
  const rows = ours.map(async (name) => {
    const { rows: found } = await ctx.db.execute(
      sql`select t.xmin || row_to_json(t)::text as row from ${sql.identifier(name)} t`,
    )
    return [name, found.map(({ row }) => String(row)).sort()]
  })
  return JSON.stringify(await Promise.all(rows), null, 1)
}

describe('getPlan', () => {
  it('sends only reads, in as few calls as the checks, and changes no row', async () => {
    const view = await chosen()
    const [rows, { length }] = [await everyRow(), await ledgerOf(view)]
    const plan = await getPlan(ctx, view.id)
    expect(await everyRow()).toBe(rows)
    const sent = (await ledgerOf(view)).slice(length)
    expect(sent.length).toBeGreaterThan(0)
    expect(writesIn(sent)).toEqual([])
    expect(sent.filter((entry) => !entry.inBatch).length).toBeLessThanOrEqual(3)
    expect(plan).toMatchObject({ readAt: ctx.now().toISOString(), stops: [] })
    expect(plan.moves).toMatchObject({ displayName: 'Cửa hàng Lan', qualityRating: 'GREEN', messagingLimit: 'TIER_2K' })
  })

  it.each<[string, ((world: World) => void) | undefined]>([
    ['from the beginning', undefined],
    ['with no app that listens', stopListening],
    ['with the number opened and verified there by somebody else', openThere],
  ])('says what then really happens: %s', async (_, change) => {
    const view = await chosen('everything_works', change)
    const before = (await ledgerOf(view)).length
    const plan = await getPlan(ctx, view.id)
    const moved = await moveAsPlanned(view)
    expect(moved.status).toBe('confirmed')
    const planned = plan.calls
      .filter((call) => call.writes && call.state === 'planned')
      .map((call) => `${call.method} ${call.path.replace('{phone_number_id}', moved.number?.phoneNumberId ?? '')}`)
    expect(planned).not.toEqual([])
    expect(writesIn((await ledgerOf(view)).slice(before))).toEqual(planned)
    const names = (templates: readonly { name: string; language: string }[] = []) =>
      templates.map(({ name, language }) => `${name} ${language}`).sort()
    expect(names(moved.after?.templates ?? [])).toEqual(names(plan.templates?.moving))
    expect(moved.after).toMatchObject(plan.moves ?? {})
  })

  it('shows what stops the move as it is now, not as it was stored', async () => {
    const view = await chosen()
    await store().update(view.connection.id, (world) => {
      for (const number of world.numbers) number.isPinEnabled = true
    })
    const { stops } = await getPlan(ctx, view.id)
    expect(stops).toMatchObject([{ kind: 'failing', check: { kind: 'two_step_off', sentence: 'on' } }])
    expect((await getMigration(ctx, view.id)).blockers).toBe(0)
  })

  it("believes a person's word, as the checks do", async () => {
    const view = await chosen('everything_works', (world) => {
      for (const account of world.accounts) if (account.id === world.sourceId) account.access = 'hidden'
    })
    const kinds = async () =>
      (await getPlan(ctx, view.id)).stops.flatMap((stop) => (stop.kind === 'unsure' ? [stop.check.kind] : []))
    expect(await kinds()).toContain('two_step_off')
    await confirmCheck(ctx, view.id, { version: view.version, kind: 'two_step_off', confirmed: true })
    expect(await kinds()).not.toContain('two_step_off')
    expect((await getPlan(ctx, view.id)).templates).toBeNull()
  })

  it('stands on what is known when there is no token to read with', async () => {
    const view = await chosen()
    const own = eq(schema.connections.id, view.connection.id)
    await ctx.db.update(schema.connections).set({ sealedToken: null }).where(own)
    expect(await getPlan(ctx, view.id)).toMatchObject({ readAt: null, moves: { displayName: 'Cửa hàng Lan' } })
  })
})

function stopListening(world: World): void {
  for (const account of world.accounts) account.apps = []
}

/** As somebody in WhatsApp Manager would have done before us. */
function openThere(world: World): void {
  const source = world.numbers.find((number) => `+${number.digits}` === NUMBER)
  if (source === undefined) throw new Error('no number')
  world.numbers.push({
    ...source,
    id: '1099900011122',
    accountId: world.destinationId,
    status: 'UNVERIFIED',
    platformType: 'NOT_APPLICABLE',
    qualityRating: 'UNKNOWN',
    verifiedAt: ctx.now().getTime(),
  })
}

/** Presses what the pages offer, as long as there is something to press. */
async function moveAsPlanned(start: MigrationView): Promise<MigrationView> {
  let view = await getMigration(ctx, start.id)
  if (view.status === 'draft') {
    await subscribeApp(ctx, view.id, { version: view.version }, newId())
    view = await runChecks(ctx, view.id, {})
  }
  view = await requestCode(ctx, view.id, { version: view.version, method: 'SMS', language: 'vi' }, newId())
  if (view.status === 'code_requested') {
    const code = (await readPhone(store(), view.connection.id, NUMBER.slice(1), ctx.now)).at(-1)?.code ?? ''
    view = await verifyCode(ctx, view.id, { version: view.version, code }, newId())
  }
  return register(ctx, view.id, { version: view.version, pin: '482915' }, newId())
}
