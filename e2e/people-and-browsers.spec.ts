import type { Page } from '@playwright/test'
import { Client } from 'pg'
import { type Api, good } from './support/api'
import { freePort } from './support/free-port'
import { type Line, startLine } from './support/line'
import { askForCode, freshNumber, type Move, moveAt, PIN, savePin, writesOf } from './support/move'
import { newOwner, startTestApp, type TestApp } from './support/start-test-app'
import { test as base, expect } from './support/test'
import type { Text } from './support/texts'

const ONE_MOVE = ['add_number', 'request_code', 'verify_code', 'register']

/** The people's address is a line of the test's own, which it can cut. */
const test = base.extend<object, { app: TestApp & { line: Line } }>({
  app: [
    async ({ meta }, use) => {
      const [line, port] = [await startLine(), await freePort()]
      line.to(port)
      const app = await startTestApp({
        env: { GRAPH_API_URL: meta.url, PUBLIC_URL: line.url },
        owner: newOwner(),
        port,
      })
      await use(Object.assign(app, { line }))
      await app.stop()
      line.close()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
})

test.beforeEach(async ({ meta }) => meta.reset())

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const codeField = (page: Page, text: Text) => page.getByRole('textbox', { name: text('code.heading') })

async function openReview(page: Page, move: Move, text: Text): Promise<void> {
  await page.goto(move.path('pin'))
  await savePin(page, text)
}

const choose = async (api: Api, move: Move, phoneNumber: string) =>
  api.patch(`/api/migrations/${move.id}`, { version: (await move.view()).version, phoneNumber })

async function signIn(page: Page, app: TestApp, text: Text): Promise<void> {
  const dialog = page.getByRole('dialog', { name: text('common.signIn') })
  await dialog.getByLabel(text('common.email')).fill(app.owner.email)
  await dialog.getByLabel(text('common.password'), { exact: true }).fill(app.owner.password)
  await dialog.getByRole('button', { name: text('common.signIn') }).click()
}

test('H1 · a double click, and Enter with a click: one call each', async ({ page, api, meta, text }) => {
  const move = await moveAt({ api, meta }, 'ready')
  await page.goto(move.path('code-method'))
  await button(page, text('codeMethod.send')).dblclick()
  await expect(heading(page, text('code.heading'))).toBeVisible()
  await codeField(page, text).fill(await move.code())
  await codeField(page, text).press('Enter', { noWaitAfter: true })
  await button(page, text('wizard.continue')).click({ noWaitAfter: true })
  await expect(heading(page, text('pin.heading'))).toBeVisible()
  await savePin(page, text)
  await button(page, text('review.submit')).dblclick()
  await expect(heading(page, text('done.heading'))).toBeVisible()
  expect(await writesOf(meta)).toEqual(ONE_MOVE)
})

test('H2 · the browser sends the press again by itself after a dropped connection: one call', async ({
  page,
  api,
  meta,
  app,
  text,
}) => {
  const move = await moveAt({ api, meta }, 'ready')
  await page.goto(move.path('code-method'))
  await expect(heading(page, text('codeMethod.heading'))).toBeVisible()
  await meta.control('POST', '/faults', { call: 'add_number', kind: 'delay', ms: 700 })
  app.line.cutOnce(/\/code$/)
  await button(page, text('codeMethod.send')).click()
  await expect(heading(page, text('code.heading'))).toBeVisible()
  const sent = app.line.heard().filter(({ line }) => line.endsWith(`${move.id}/code`))
  expect(sent).toHaveLength(2)
  expect(sent[0]?.key, 'with the same key').toBe(sent[1]?.key)
  expect(await writesOf(meta)).toEqual(['add_number', 'request_code'])
})

test('H3 · a reload and Back while the number moves: the running step, and nothing again', async ({
  page,
  api,
  meta,
  text,
}) => {
  const move = await moveAt({ api, meta }, 'verified')
  await openReview(page, move, text)
  await meta.control('POST', '/faults', { call: 'register', kind: 'delay', ms: 2500 })
  await button(page, text('review.submit')).click()
  await expect(page).toHaveURL(new RegExp(move.path('moving')))
  await page.reload()
  await page.goBack()
  await page.goto(move.path(''))
  await expect(heading(page, text('done.heading'))).toBeVisible()
  expect(await writesOf(meta)).toEqual(ONE_MOVE)
})

test('H4 · Back to an old step: the fresh state, and empty fields', async ({ page, api, meta, text }) => {
  const move = await moveAt({ api, meta }, 'code_requested')
  await page.goto(move.path('code'))
  await codeField(page, text).fill('123456')
  await page.goto('/migrations')
  await page.goBack()
  await expect(codeField(page, text)).toHaveValue('')
  await page.goto('/migrations')
  good(await move.press('verification', { code: await move.code() }))
  await page.goBack()
  await expect(page.getByText(text('wizard.notes.already_done'))).toBeVisible()
  await expect(codeField(page, text)).toHaveCount(0)
})

test('H7 · a second move of the same number is refused at its field', async ({
  page,
  api,
  meta,
  text,
  consoleWatch,
}) => {
  consoleWatch.expectRefusal(/\/api\/migrations\/\w+$/, 409)
  const first = await moveAt({ api, meta }, 'code_requested')
  const second = await moveAt({ api, meta }, 'number')
  expect(await choose(api, second, first.number)).toMatchObject({
    status: 409,
    body: { code: 'number_open_migration' },
  })
  await page.goto(second.path('number'))
  await page.getByRole('radio', { name: text('number.another') }).check()
  await page.getByLabel(text('number.label')).fill(first.number)
  await button(page, text('wizard.continue')).click()
  await expect(page.getByRole('alert').filter({ hasText: text('common.problemHeading') })).toBeVisible()
  await expect(page.getByLabel(text('number.label'))).toHaveValue(first.number)
  expect(await writesOf(meta)).toEqual(['add_number', 'request_code'])
})

test('H8 · two moves in two tabs: a key or a version of one is nothing to the other', async ({ api, meta }) => {
  const [one, other] = [await moveAt({ api, meta }, 'ready'), await moveAt({ api, meta }, 'ready')]
  const key = crypto.randomUUID()
  const ask = async (move: Move, version: number) =>
    api.post(`/api/migrations/${move.id}/code`, { version, method: 'SMS', language: 'vi' }, { key })
  const { version } = await one.view()
  good(await ask(one, version))
  expect(await ask(other, version)).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } })
  expect((await other.view()).status).toBe('ready')
  expect(await writesOf(meta)).toEqual(['add_number', 'request_code'])
})

test('H10 · a page from before the update: told, read again, and the step is kept', async ({
  page,
  api,
  meta,
  text,
  consoleWatch,
}) => {
  consoleWatch.expectRefusal(/\/verification$/, 409)
  const move = await moveAt({ api, meta }, 'code_requested')
  await page.goto(move.path('code'))
  const old = /\/verification$/
  await page.route(old, (route) =>
    route.continue({ headers: { ...route.request().headers(), 'x-carryover-page': '0' } }),
  )
  await codeField(page, text).fill(await move.code())
  const reloaded = page.waitForEvent('load')
  await button(page, text('wizard.continue')).click()
  await expect(page.getByText(text.error('new_version'))).toBeVisible()
  await reloaded
  await page.unroute(old)
  await expect(heading(page, text('code.heading'))).toBeVisible()
  expect(await writesOf(meta)).toEqual(['add_number', 'request_code'])
  await codeField(page, text).fill(await move.code())
  await button(page, text('wizard.continue')).click()
  await expect(heading(page, text('pin.heading'))).toBeVisible()
})

test('H11 · the browser is closed while the number moves: it moves, and the next page says so', async ({
  page,
  context,
  api,
  meta,
  text,
}) => {
  const move = await moveAt({ api, meta }, 'verified')
  await openReview(page, move, text)
  await meta.control('POST', '/faults', { call: 'register', kind: 'delay', ms: 1500 })
  await button(page, text('review.submit')).click()
  await expect.poll(() => writesOf(meta)).toEqual(ONE_MOVE)
  await page.close()
  const later = await context.newPage()
  await later.goto(move.path(''))
  await expect(heading(later, text('done.heading'))).toBeVisible()
  expect(await writesOf(meta)).toEqual(ONE_MOVE)
})

test('H12 · signed out in the middle: sign in over the page, and the same press goes on', async ({
  page,
  context,
  api,
  meta,
  app,
  text,
  consoleWatch,
}) => {
  consoleWatch.expectRefusal(/\/(verification|registration)$/, 401)
  consoleWatch.expectRefusal(/\/api\/migrations\/\w+$/, 401)
  const move = await moveAt({ api, meta }, 'code_requested')
  await page.goto(move.path('code'))
  await codeField(page, text).fill(await move.code())
  await context.clearCookies()
  await button(page, text('wizard.continue')).click()
  await signIn(page, app, text)
  await expect(heading(page, text('pin.heading'))).toBeVisible()

  await savePin(page, text)
  await context.clearCookies()
  await button(page, text('review.submit')).click()
  await signIn(page, app, text)
  // The PIN lived in the page's memory only, and is still there.
  await expect(heading(page, text('done.heading'))).toBeVisible()
  expect(await writesOf(meta)).toEqual(ONE_MOVE)
})

test('H18 · a code pasted as it came is understood', async ({ page, api, meta, text }) => {
  const wide = (digits: string) => digits.replaceAll(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)))
  const pasted: readonly ((code: string) => string)[] = [
    (code) => ` ${code.slice(0, 3)}-${code.slice(3)} `,
    (code) => wide(code),
    (code) => `Your WhatsApp code is ${code.slice(0, 3)} ${code.slice(3)}. Do not share it.`,
  ]
  for (const paste of pasted) {
    const move = await moveAt({ api, meta }, 'code_requested')
    await page.goto(move.path('code'))
    await codeField(page, text).fill(paste((await move.code()).replace('-', '')))
    await button(page, text('wizard.continue')).click()
    await expect(heading(page, text('pin.heading'))).toBeVisible()
  }
})

test('H19 · without JavaScript: said on the page, and a press sends nothing', async ({
  browser,
  api,
  meta,
  app,
  ownerState,
  text,
}) => {
  const move = await moveAt({ api, meta }, 'ready')
  const context = await browser.newContext({ baseURL: app.url, storageState: ownerState, javaScriptEnabled: false })
  const page = await context.newPage()
  for (const step of ['number', 'code-method'] as const) {
    await page.goto(move.path(step))
    expect(await page.locator('noscript').first().textContent()).toContain(text('common.noScript'))
  }
  await button(page, text('codeMethod.send')).click()
  expect(await writesOf(meta)).toEqual([])
  expect((await move.view()).status).toBe('ready')
  await context.close()
})

/** Opens a page whose scripts come only when `early` is over. */
async function openSlowly(page: Page, path: string, early: () => Promise<void>): Promise<void> {
  const chunks = '**/_next/static/**/*.js'
  let come = () => {}
  const scripts = new Promise<void>((resolve) => {
    come = resolve
  })
  await page.route(chunks, async (route) => {
    await scripts
    await route.fallback()
  })
  const opened = page.goto(path)
  await early()
  come()
  await opened
  await page.unroute(chunks)
}

test('a press before the scripts of a page have come is taken when they have, with what was typed', async ({
  page,
  api,
  meta,
  text,
}) => {
  const move = await moveAt({ api, meta }, 'code_requested')
  const code = await move.code()
  await openSlowly(page, move.path('code'), async () => {
    await codeField(page, text).fill(code)
    await button(page, text('wizard.continue')).click({ clickCount: 2 })
    await expect(codeField(page, text)).toHaveValue(code)
    expect(await writesOf(meta)).toEqual(ONE_MOVE.slice(0, 2))
  })
  await expect(heading(page, text('pin.heading'))).toBeVisible()
  expect(await writesOf(meta)).toEqual(ONE_MOVE.slice(0, 3))

  await openSlowly(page, move.path('pin'), () => button(page, text('pin.own')).click())
  await expect(page.getByRole('textbox', { name: text('pin.ownLabel') })).toBeVisible()
  // The PIN is made in the browser: before its scripts have come nobody can have saved it.
  await openSlowly(page, move.path('pin'), () => button(page, text('pin.saved')).click())
  await expect(page.getByText(/^\d{3} ?\d{3}$/)).toBeVisible()
  await expect(heading(page, text('pin.heading'))).toBeVisible()
})

test('H20 · stopping while a call is on its way is refused, and its outcome counts', async ({
  page,
  api,
  meta,
  text,
}) => {
  const move = await moveAt({ api, meta }, 'verified')
  await meta.control('POST', '/faults', { call: 'register', kind: 'delay', ms: 2500 })
  const moving = move.press('registration', { pin: PIN })
  await expect.poll(() => writesOf(meta)).toEqual(ONE_MOVE)
  await page.goto(`/migrations/${move.id}/stop`)
  await expect(page.getByText(text('stop.running'))).toBeVisible()
  await expect(button(page, text('stop.submit'))).toHaveCount(0)
  const { version } = await move.view()
  expect(await api.delete(`/api/migrations/${move.id}?version=${version}`)).toMatchObject({
    status: 409,
    body: { code: 'step_running' },
  })
  good(await moving)
  await expect.poll(async () => (await move.view()).status).toBe('confirmed')
})

test('H21 · pressed before anybody can have read the page: nothing is sent', async ({ page, api, meta, text }) => {
  const move = await moveAt({ api, meta }, 'verified')
  await page.goto(move.path('pin'))
  await button(page, text('pin.saved')).dblclick()
  await button(page, text('review.submit')).click({ force: true })
  await expect(page.getByText(text('review.tooQuick'))).toBeVisible()
  expect(await writesOf(meta)).not.toContain('register')
  await button(page, text('review.submit')).click()
  await expect(heading(page, text('done.heading'))).toBeVisible()
  expect(await writesOf(meta)).toEqual(ONE_MOVE)
})

test('H22 · a token cannot be removed under a call', async ({ api, meta }) => {
  const move = await moveAt({ api, meta }, 'verified')
  await meta.control('POST', '/faults', { call: 'register', kind: 'delay', ms: 1500 })
  const moving = move.press('registration', { pin: PIN })
  await expect.poll(() => writesOf(meta)).toEqual(ONE_MOVE)
  expect(await api.delete(`/api/connections/${move.connectionId}`)).toMatchObject({
    status: 409,
    body: { code: 'connection_in_use' },
  })
  good(await moving)
})

test('H23 · the number cannot be changed while nobody knows whether it was added', async ({
  page,
  api,
  meta,
  text,
}) => {
  const move = await moveAt({ api, meta }, 'ready')
  await meta.control('POST', '/faults', { call: 'add_number', kind: 'reset_after_work' })
  await meta.control('POST', '/faults', { call: 'list_numbers', kind: 'status', status: 503, times: 1000, skip: 1 })
  await askForCode(move)
  expect((await move.view()).live).toMatchObject({ command: 'add_number', state: 'unknown' })
  expect(await choose(api, move, freshNumber())).toMatchObject({ status: 409, body: { code: 'step_unknown' } })
  await page.goto(move.path('number'))
  await expect(page.getByLabel(text('number.label'))).toHaveCount(0)
  expect((await move.view()).number?.e164).toBe(`+${move.number.replaceAll(/\D/g, '')}`)
})

test('H24 · many press at once: each is answered, each call goes out once', async ({ api, meta }) => {
  test.slow()
  const moves: Move[] = []
  while (moves.length < 20) moves.push(await moveAt({ api, meta }, 'code_requested'))
  const answers = await Promise.all(
    moves.flatMap((move) => {
      const press = async () => move.press('verification', { code: await move.code() })
      return [press(), press()]
    }),
  )
  for (const { status, text } of answers) expect([200, 409], text).toContain(status)
  for (const move of moves) expect((await move.view()).status).toBe('verified')
  const verified = (await writesOf(meta)).filter((call) => call === 'verify_code')
  expect(verified).toHaveLength(moves.length)
})

test('H13 · disabled in the middle: what was sent is recorded, and nothing more is sent', async ({
  api,
  meta,
  app,
}) => {
  const move = await moveAt({ api, meta }, 'code_requested')
  const database = new Client({ connectionString: app.databaseUrl })
  await database.connect()
  const letIn = (isLetIn: boolean) =>
    database.query('update users set disabled_at = case when $1 then null else now() end', [isLetIn])
  await meta.control('POST', '/faults', { call: 'verify_code', kind: 'delay', ms: 1200 })
  const verifying = move.press('verification', { code: await move.code() })
  await expect.poll(() => writesOf(meta)).toContain('verify_code')
  await letIn(false)
  await verifying
  expect((await move.press('registration', { pin: PIN }).catch(() => null))?.status ?? 401).toBe(401)
  await letIn(true)
  await database.end()
  expect((await move.view()).status).toBe('verified')
  expect(await writesOf(meta)).toEqual(['add_number', 'request_code', 'verify_code'])
})
