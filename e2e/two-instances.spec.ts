import type { MigrationView } from '../lib/migration/view'
import { good } from './support/api'
import { INSTANCE_HEADER } from './support/balancer'
import { hearsNothing, ONE_MIGRATION } from './support/hears-nothing'
import { askForCode, type Move, moveAt, PIN, writesOf } from './support/move'
import { olderProof } from './support/older-proof'
import { stamp } from './support/said'
import { apiAt, expect, test } from './support/two-instances'

const ONE_MOVE = ['add_number', 'request_code', 'verify_code', 'register']

test.beforeEach(async ({ meta }) => meta.reset())

const stateOf = async (
  app: { database: { query: <Row extends object>(text: string, values: unknown[]) => Promise<Row[]> } },
  move: Move,
): Promise<string | undefined> => {
  const rows = await app.database.query<{ state: string }>(
    'select state from attempts where migration_id = $1 order by intent_at desc limit 1',
    [move.id],
  )
  return rows[0]?.state
}

test('H5 · two tabs of one person, each on another instance: one call, and both pages go on', async ({
  page,
  context,
  api,
  meta,
  text,
  consoleWatch,
}) => {
  consoleWatch.expectRefusal(/\/code$/, 409)
  const move = await moveAt({ api, meta }, 'ready')
  const other = await context.newPage()
  for (const [index, tab] of [page, other].entries()) {
    await tab.setExtraHTTPHeaders({ [INSTANCE_HEADER]: String(index) })
    await tab.goto(move.path('code-method'))
    await expect(tab.getByRole('button', { name: text('codeMethod.send') })).toBeVisible()
  }
  await meta.control('POST', '/faults', { call: 'add_number', kind: 'delay', ms: 1500 })
  await Promise.all([page, other].map((tab) => tab.getByRole('button', { name: text('codeMethod.send') }).click()))
  for (const tab of [page, other]) {
    await expect(tab.getByRole('heading', { level: 1, name: text('code.heading') })).toBeVisible()
  }
  expect(await writesOf(meta)).toEqual(['add_number', 'request_code'])
})

test('H6 · refused between the two calls of somebody else, a page says whose, and looks until the second is through', async ({
  app,
  page,
  api,
  meta,
  text,
  consoleWatch,
}) => {
  consoleWatch.expectRefusal(/\/code$/, 409)
  const move = await moveAt({ api, meta }, 'ready')
  const view = await move.view()
  const send = page.getByRole('button', { name: text('codeMethod.send') })
  await hearsNothing(page, view)
  await page.setExtraHTTPHeaders({ [INSTANCE_HEADER]: '1' })
  await page.goto(move.path('code-method'))
  await expect(send).toBeVisible()

  const [sleeper] = app.instances
  sleeper.strike.at('settled', 'add_number', 'SIGSTOP')
  const body = { version: view.version, method: 'SMS', language: 'vi' }
  const asleep = apiAt(app, 0, app.colleague.apiToken).post(`/api/migrations/${move.id}/code`, body)
  await expect.poll(() => stateOf(app, move)).toBe('done')
  await send.click()
  await expect(page.getByText(stamp(text, 'errors.migration_changed', { name: app.colleague.name }))).toBeVisible()
  // Another page on which nothing is on its way does not look as often as this.
  let looks = 0
  page.on('request', (request) => {
    if (ONE_MIGRATION.test(request.url())) looks += 1
  })
  await expect.poll(() => looks).toBeGreaterThanOrEqual(3)
  await page.unroute(ONE_MIGRATION)
  process.kill(sleeper.app().pid, 'SIGCONT')
  await expect(page.getByRole('heading', { level: 1, name: text('code.heading') })).toBeVisible()
  expect((await asleep).status).toBe(200)
  expect(await writesOf(meta)).toEqual(['add_number', 'request_code'])
})

test('H6 · two people, each on another instance: the second is told who is doing it', async ({ app, api, meta }) => {
  const move = await moveAt({ api, meta }, 'ready')
  const { version } = await move.view()
  await meta.control('POST', '/faults', { call: 'add_number', kind: 'delay', ms: 1500 })
  const body = { version, method: 'SMS', language: 'vi' }
  const first = apiAt(app, 0, app.colleague.apiToken).post(`/api/migrations/${move.id}/code`, body)
  await expect.poll(() => stateOf(app, move)).toBe('armed')
  const fresh = good<MigrationView>(await apiAt(app, 1).get(`/api/migrations/${move.id}`))
  const second = await apiAt(app, 1).post(`/api/migrations/${move.id}/code`, { ...body, version: fresh.version })
  expect(second.status).toBe(409)
  expect(second.body).toMatchObject({ code: 'step_running', params: { name: app.colleague.name } })
  const answer = await first
  expect(answer.status, answer.text).toBe(200)
  expect(await writesOf(meta)).toEqual(['add_number', 'request_code'])
})

test('the same press at both instances is one press with one answer', async ({ app, api, meta }) => {
  const move = await moveAt({ api, meta }, 'ready')
  const { version } = await move.view()
  await meta.control('POST', '/faults', { call: 'add_number', kind: 'delay', ms: 800 })
  const key = crypto.randomUUID()
  const press = (index: 0 | 1) =>
    apiAt(app, index).post(`/api/migrations/${move.id}/code`, { version, method: 'SMS', language: 'vi' }, key)
  const [one, other] = await Promise.all([press(0), press(1)])
  expect([one.status, other.status]).toEqual([200, 200])
  expect(other.body).toEqual(one.body)
  expect(await writesOf(meta)).toEqual(['add_number', 'request_code'])
})

test('one instance after the other is started anew while numbers move: every move ends, nothing twice', async ({
  app,
  api,
  meta,
}) => {
  test.slow()
  const moves: Move[] = []
  while (moves.length < 8) moves.push(await moveAt({ api, meta }, 'ready'))
  const restarts = (async () => [await app.instances[0].restart(), await app.instances[1].restart()])()
  for (const move of moves) {
    await pressed(() => askForCode(move))
    await pressed(async () => move.press('verification', { code: await move.code() }))
    await pressed(() => move.press('registration', { pin: PIN }))
  }
  expect(await restarts, 'both ended by themselves').toEqual([0, 0])
  for (const move of moves) {
    await expect.poll(async () => (await move.view()).status, { timeout: 30_000 }).toBe('confirmed')
  }
  expect((await writesOf(meta)).toSorted()).toEqual(moves.flatMap(() => ONE_MOVE).toSorted())
})

/** A stopping instance says 503 and has sent nothing; a person presses again. Anything else is a fault. */
async function pressed(press: () => Promise<{ status: number; text: string }>): Promise<void> {
  await expect
    .poll(
      async () => {
        const { status, text } = await press()
        if (status !== 200 && status !== 503) throw new Error(`${status}: ${text.slice(0, 200)}`)
        return status
      },
      { timeout: 30_000 },
    )
    .toBe(200)
}

test('X14 · an instance that sleeps before it sends finds, when it wakes, that it may not', async ({
  app,
  api,
  meta,
}) => {
  // Its lease must really be over: nobody can shorten the memory of a process that is stopped.
  test.setTimeout(180_000)
  const move = await moveAt({ api, meta }, 'ready')
  const [sleeper] = app.instances
  const { version } = await move.view()
  const body = { version, method: 'SMS', language: 'vi' }
  sleeper.strike.at('armed', 'add_number', 'SIGSTOP')
  const asleep = apiAt(app, 0).post(`/api/migrations/${move.id}/code`, body)
  await expect.poll(() => stateOf(app, move)).toBe('armed')
  const awake = apiAt(app, 1)
  await expect.poll(() => stateOf(app, move), { timeout: 90_000 }).toBe('unknown')

  // Three reads that agree are there soon; that they lie far enough apart is brought about here.
  await expect
    .poll(
      async () => {
        await app.database.query(
          `update attempts set next_probe_at = now(), ${olderProof(60)} where migration_id = $1 and state = 'unknown'`,
          [move.id],
        )
        await app.database.query(
          `update pgboss.job set start_after = now() where state = 'created' and data->>'migrationId' = $1`,
          [move.id],
        )
        return stateOf(app, move)
      },
      { timeout: 60_000 },
    )
    .toBe('confirmed_not_done')
  expect(await writesOf(meta)).toEqual([])

  const fresh = good<MigrationView>(await awake.get(`/api/migrations/${move.id}`))
  const again = await awake.post(`/api/migrations/${move.id}/code`, { ...body, version: fresh.version })
  expect(again.status, again.text).toBe(200)
  process.kill(sleeper.app().pid, 'SIGCONT')
  expect((await asleep).status).toBe(409)
  expect(await writesOf(meta), 'the sleeper sent nothing').toEqual(['add_number', 'request_code'])
  expect((await move.view()).status).toBe('code_requested')
})

test('what one instance began when it died the other brings to its end', async ({ app, api, meta }) => {
  const move = await moveAt({ api, meta }, 'verified')
  const [first] = app.instances
  const { version } = await move.view()
  first.strike.at('answered', 'register', 'SIGKILL')
  const lost = apiAt(app, 0)
    .post(`/api/migrations/${move.id}/registration`, { version, pin: PIN })
    .catch(() => null)
  await first.app().exited
  expect(await lost).toBeNull()
  const there = apiAt(app, 1)
  await expect
    .poll(async () => good<MigrationView>(await there.get(`/api/migrations/${move.id}`)).status, { timeout: 90_000 })
    .toBe('confirmed')
  expect(await writesOf(meta)).toEqual(ONE_MOVE)
  await first.restart()
})
