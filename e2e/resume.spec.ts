import type { BrowserContextOptions, Page } from '@playwright/test'
import type { Step } from '../lib/migration/journey'
import { hearsNothing } from './support/hears-nothing'
import type { MetaOverHttp } from './support/meta-over-http'
import { freshNumber, type Move, moveAt, PIN, savePin, writesOf } from './support/move'
import { expect, GUEST, type RestartableApp, test } from './support/restartable'
import type { Text } from './support/texts'

const ONE_MOVE = ['add_number', 'request_code', 'verify_code', 'register']
const QUIET_READS = { call: 'any_read', kind: 'status', status: 503, times: 100_000 }

test.beforeEach(async ({ meta }) => meta.reset())

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const at = (move: Move, step: Step) => new RegExp(`${move.path(step)}(\\?note=\\w+)?$`)

/** On another device: nothing is there but the account. The dashboard leads to where things stand. */
async function onAnotherDevice(from: Page, app: RestartableApp, move: Move, text: Text): Promise<Page> {
  const browser = from.context().browser()
  const settings: BrowserContextOptions = { baseURL: app.url, storageState: GUEST, locale: 'en-GB' }
  const context = await browser?.newContext({ ...settings, timezoneId: 'Asia/Ho_Chi_Minh' })
  if (context === undefined) throw new Error('no browser')
  await from.close()
  const page = await context.newPage()
  await page.goto('/sign-in')
  await page.getByLabel(text('common.email')).fill(app.owner.email)
  await page.getByLabel(text('common.password'), { exact: true }).fill(app.owner.password)
  await button(page, text('common.signIn')).click()
  const { reference } = await move.view()
  await page
    .getByRole('list', { name: text('dashboard.list') })
    .getByRole('listitem')
    .filter({ hasText: reference })
    .getByRole('link')
    .click()
  return page
}

type Interruption = {
  name: string
  /** What is in no page, address or store is gone: the PIN must be asked for again. */
  forgets: boolean
  interrupt: (page: Page, place: { app: RestartableApp; move: Move; text: Text }) => Promise<Page>
}

const INTERRUPTIONS: readonly Interruption[] = [
  {
    name: 'a reload',
    forgets: true,
    interrupt: async (page) => {
      await page.reload()
      return page
    },
  },
  {
    name: 'closing everything and signing in on another device',
    forgets: true,
    interrupt: (page, { app, move, text }) => onAnotherDevice(page, app, move, text),
  },
  {
    name: 'a restart of the server',
    forgets: false,
    interrupt: async (page, { app }) => {
      await app.end()
      await app.start()
      return page
    },
  },
]

for (const { name, forgets, interrupt } of INTERRUPTIONS) {
  test(`every step goes on after ${name}`, async ({ page: first, api, meta, app, text, consoleWatch }) => {
    test.slow()
    consoleWatch.expectOutage()
    const number = freshNumber()
    const move = await moveAt({ api, meta }, 'number', { number })
    let page = first
    const stop = async (step: Step) => {
      page = await interrupt(page, { app, move, text })
      await expect(page).toHaveURL(at(move, step))
    }

    await page.goto(move.path('number'))
    await stop('number')
    await page.getByRole('radio', { name: text('number.another') }).check()
    await page.getByLabel(text('number.label')).fill(number)
    await meta.control('POST', '/world', { destination: { reviewStatus: 'PENDING' } })
    await button(page, text('wizard.continue')).click()

    await expect(heading(page, text('checks.headingProblems', { n: 1 }))).toBeVisible()
    await stop('checks')
    await expect(heading(page, text('checks.headingProblems', { n: 1 }))).toBeVisible()
    await meta.control('POST', '/world', { destination: { reviewStatus: 'APPROVED' } })
    await button(page, text('checks.again')).click()
    await expect(heading(page, text('checks.headingReady'))).toBeVisible()
    await button(page, text('wizard.continue')).click()

    await expect(heading(page, text('codeMethod.heading'))).toBeVisible()
    await stop('code-method')
    await button(page, text('codeMethod.send')).click()

    await expect(heading(page, text('code.heading'))).toBeVisible()
    await stop('code')
    await page.getByRole('textbox', { name: text('code.heading') }).fill(await move.code())
    await button(page, text('wizard.continue')).click()

    await expect(heading(page, text('pin.heading'))).toBeVisible()
    await stop('pin')
    await savePin(page, text)

    if (forgets) {
      await stop('pin')
      // Another device comes in by the dashboard, straight to the PIN; a reload was of the review, and is told why.
      if (name === 'a reload') await expect(page.getByText(text('wizard.notes.pin_again'))).toBeVisible()
      await savePin(page, text)
    } else {
      await stop('review')
    }
    await meta.control('POST', '/faults', { call: 'register', kind: 'delay', ms: 2500 })
    await button(page, text('review.submit')).click()
    await expect.poll(() => writesOf(meta)).toContain('register')
    await expect(page).toHaveURL(at(move, 'moving'))
    page = await interrupt(page, { app, move, text })
    await expect(heading(page, text('done.heading'))).toBeVisible()
    expect(await writesOf(meta)).toEqual(ONE_MOVE)
    if (page !== first) await page.context().close()
  })
}

test('Back never sends anything again', async ({ page, api, meta, text }) => {
  const move = await moveAt({ api, meta }, 'ready')
  await page.goto(move.path('code-method'))
  await button(page, text('codeMethod.send')).click()
  await expect(heading(page, text('code.heading'))).toBeVisible()
  await page.goBack()
  await expect(heading(page, text('codeMethod.heading'))).toBeVisible()
  await page.goForward()
  const field = page.getByRole('textbox', { name: text('code.heading') })
  await field.fill(await move.code())
  await button(page, text('wizard.continue')).click()
  await expect(heading(page, text('pin.heading'))).toBeVisible()
  await page.goBack()
  await expect(page.getByText(text('wizard.notes.already_done'))).toBeVisible()
  await page.goForward()
  await savePin(page, text)
  await button(page, text('review.submit')).click()
  await expect(heading(page, text('done.heading'))).toBeVisible()
  expect(await writesOf(meta)).toEqual(ONE_MOVE)
  // Further and further back, to where the move began.
  const isThere = () => page.getByRole('heading', { level: 1 }).isVisible()
  // The address may still be that of the page that is being left.
  const isShown = async () => !page.url().includes(move.id) || (await isThere())
  while (page.url().includes(move.id)) {
    await expect.poll(isShown).toBe(true)
    await page.goBack()
  }
  expect(await writesOf(meta)).toEqual(ONE_MOVE)
  expect((await move.view()).status).toBe('confirmed')
})

test('H5 · the second of two tabs is told, and sends nothing twice', async ({
  page,
  context,
  api,
  meta,
  text,
  consoleWatch,
}) => {
  consoleWatch.expectRefusal(/\/api\/migrations\//, 409)
  const move = await moveAt({ api, meta }, 'ready')
  const late = await context.newPage()
  await hearsNothing(late, await move.view())

  const both = async (step: Step, ready: string) => {
    for (const tab of [page, late]) {
      await tab.goto(move.path(step))
      await expect(heading(tab, ready)).toBeVisible()
    }
  }
  // Its press is refused, the page is read anew, and goes on to the step that is due. The refusal itself is soon gone.
  const goesOn = async (next: string) => {
    await expect(heading(late, next)).toBeVisible()
    await expect(late.getByText(text('wizard.movedOn'))).toBeVisible()
  }

  await both('code-method', text('codeMethod.heading'))
  await button(page, text('codeMethod.send')).click()
  await expect(heading(page, text('code.heading'))).toBeVisible()
  await button(late, text('codeMethod.send')).click()
  await goesOn(text('code.heading'))
  expect(await writesOf(meta)).toEqual(['add_number', 'request_code'])

  await both('code', text('code.heading'))
  const code = await move.code()
  for (const tab of [page, late]) await tab.getByRole('textbox', { name: text('code.heading') }).fill(code)
  await button(page, text('wizard.continue')).click()
  await expect(heading(page, text('pin.heading'))).toBeVisible()
  await button(late, text('wizard.continue')).click()
  await goesOn(text('pin.heading'))
  expect(await writesOf(meta)).toEqual(['add_number', 'request_code', 'verify_code'])

  await both('pin', text('pin.heading'))
  await savePin(page, text)
  await savePin(late, text)
  await button(page, text('review.submit')).click()
  await expect(heading(page, text('done.heading'))).toBeVisible()
  await button(late, text('review.submit')).click()
  await goesOn(text('done.heading'))
  expect(await writesOf(meta)).toEqual(ONE_MOVE)
})

test('a request that arrives twice with the same key is done once', async ({ api, meta }) => {
  const move = await moveAt({ api, meta }, 'ready')
  await meta.control('POST', '/faults', { call: 'request_code', kind: 'delay', ms: 1200 })
  const twice = async (part: string, body: Record<string, unknown>) => {
    const { version } = await move.view()
    const key = crypto.randomUUID()
    const once = () => api.post(`/api/migrations/${move.id}/${part}`, { version, ...body }, { key })
    const answers = [...(await Promise.all([once(), once()])), await once()]
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    const [first, ...others] = answers.map(({ body }) => body)
    for (const other of others) expect(other, part).toEqual(first)
  }
  await twice('code', { method: 'SMS', language: 'vi' })
  await twice('verification', { code: await move.code() })
  await twice('registration', { pin: PIN })
  expect(await writesOf(meta)).toEqual(ONE_MOVE)
})

type Killable = 'add_number' | 'verify_code' | 'register'

type Scene = { page: Page; meta: MetaOverHttp; move: Move; text: Text }

/** Brings the browser to the press that makes this call, and presses. */
const PRESS: Readonly<Record<Killable | 'request_code', (scene: Scene) => Promise<void>>> = {
  add_number: pressSend,
  request_code: pressSend,
  verify_code: async ({ page, move, text }) => {
    await page.goto(move.path('code'))
    await page.getByRole('textbox', { name: text('code.heading') }).fill(await move.code())
    await button(page, text('wizard.continue')).click()
  },
  register: async ({ page, move, text }) => {
    await page.goto(move.path('pin'))
    await savePin(page, text)
    await button(page, text('review.submit')).click()
  },
}

async function pressSend({ page, move, text }: Scene): Promise<void> {
  await page.goto(move.path('code-method'))
  await button(page, text('codeMethod.send')).click()
}

const BEFORE = {
  add_number: 'ready',
  request_code: 'ready',
  verify_code: 'code_requested',
  register: 'verified',
} as const
const PLACE = { add_number: 'code-method', verify_code: 'code', register: 'moving' } as const
const EFFECT = { add_number: 'number_added', verify_code: 'number_verified', register: 'number_registered' } as const

const happened = async (meta: MetaOverHttp, call: Killable) =>
  (await meta.ledger()).some((entry) => entry.call === call && entry.effect === EFFECT[call])

/** Nobody knows yet: the page says so and offers nothing that could do it again. Then reads work, and it says what is true. */
async function expectUnsureThenTrue(scene: Scene, call: Killable): Promise<void> {
  const { page, meta, move, text } = scene
  await page.goto(move.path(''))
  await expect(page).toHaveURL(at(move, PLACE[call]))
  await expect(page.getByText(text('wizard.live.unknown'))).toBeVisible()
  for (const name of ['codeMethod.send', 'wizard.continue', 'review.submit']) {
    await expect(button(page, text(name))).toHaveCount(0)
  }
  const plate = page.getByRole('region', { name: text('plate.label') })
  await expect(plate.getByText(text(call === 'register' ? 'plate.unsure' : 'plate.before'))).toBeVisible()
  await meta.control('DELETE', '/faults')

  if (call === 'register') {
    await expect(heading(page, text('done.heading'))).toBeVisible({ timeout: 30_000 })
    await expect(page.getByText(text('plate.after'))).toBeVisible()
  } else if (call === 'verify_code') {
    await expect(heading(page, text('pin.heading'))).toBeVisible({ timeout: 30_000 })
  } else {
    // The number is there; the code was never asked for. The same question, and the press goes on from there.
    await expect(button(page, text('codeMethod.send'))).toBeVisible({ timeout: 30_000 })
    await expect(page.getByText(text('wizard.live.unknown'))).toHaveCount(0)
    await button(page, text('codeMethod.send')).click()
    await expect(heading(page, text('code.heading'))).toBeVisible()
  }
  const writes = await writesOf(meta)
  expect(
    writes.filter((each) => each === call),
    `${call} went out once`,
  ).toEqual([call])
}

const KILLED: readonly Killable[] = ['add_number', 'verify_code', 'register']

for (const call of KILLED) {
  test(`killed while ${call} is open`, async ({ page, api, meta, app, text, consoleWatch }) => {
    consoleWatch.expectOutage()
    const scene = { page, meta, text, move: await moveAt({ api, meta }, BEFORE[call]) }
    await meta.control('POST', '/faults', { call, kind: 'hang', work: true })
    await PRESS[call](scene)
    await expect.poll(() => happened(meta, call)).toBe(true)
    await meta.control('POST', '/faults', QUIET_READS)
    await app.kill()
    await app.start()
    await expectUnsureThenTrue(scene, call)
  })

  test(`killed when the answer to ${call} was cut off`, async ({ page, api, meta, app, text, consoleWatch }) => {
    consoleWatch.expectOutage()
    const scene = { page, meta, text, move: await moveAt({ api, meta }, BEFORE[call]) }
    await meta.control('POST', '/faults', { call, kind: 'reset_after_work' })
    await meta.control('POST', '/faults', { ...QUIET_READS, call: 'read_number' })
    await meta.control('POST', '/faults', { ...QUIET_READS, call: 'list_numbers', skip: 1 })
    await PRESS[call](scene)
    await expect(page.getByText(text('wizard.live.unknown'))).toBeVisible()
    await app.kill()
    await app.start()
    await expectUnsureThenTrue(scene, call)
  })

  test(`killed between Meta's answer to ${call} and our commit`, async ({
    page,
    api,
    meta,
    app,
    text,
    consoleWatch,
  }) => {
    consoleWatch.expectOutage()
    const scene = { page, meta, text, move: await moveAt({ api, meta }, BEFORE[call]) }
    await meta.control('POST', '/faults', { call, kind: 'delay', ms: 3000 })
    await PRESS[call](scene)
    await app.database(async (ours) => {
      const state = async () =>
        (await ours.query('select state from attempts where migration_id = $1 and command = $2', [scene.move.id, call]))
          .rows[0]?.state
      await expect.poll(state).toBe('armed')
      await ours.query('begin')
      await ours.query('select id from migrations where id = $1 for update', [scene.move.id])
      await expect.poll(() => happened(meta, call)).toBe(true)
      const waiting = async () => (await ours.query('select 1 from pg_locks where not granted')).rowCount
      await expect.poll(waiting, 'the outcome waits for our lock').toBeGreaterThan(0)
      await meta.control('POST', '/faults', QUIET_READS)
      await app.kill()
    })
    await app.start()
    await expectUnsureThenTrue(scene, call)
  })
}

test('killed while the code is asked for: the person decides by typing it', async ({
  page,
  api,
  meta,
  app,
  text,
  consoleWatch,
}) => {
  consoleWatch.expectOutage()
  const scene = { page, meta, text, move: await moveAt({ api, meta }, BEFORE.request_code) }
  const { move } = scene
  await meta.control('POST', '/faults', { call: 'request_code', kind: 'hang', work: true })
  await PRESS.request_code(scene)
  await expect.poll(() => writesOf(meta)).toEqual(['add_number', 'request_code'])
  // The tab is closed: a page that is cut off loads itself again once somebody answers.
  await page.goto('about:blank')
  await app.kill()
  await app.start()
  await page.goto(move.path(''))
  await expect(page.getByText(text('wizard.live.codeUnknown'))).toBeVisible()
  // A second request too soon could lock the number: a time, and how many are left, instead of a button.
  await expect(page.getByText(/\(2 left\)/)).toBeVisible()
  await page.getByRole('textbox', { name: text('code.heading') }).fill(await move.code())
  await button(page, text('wizard.continue')).click()
  await expect(heading(page, text('pin.heading'))).toBeVisible()
  expect(await writesOf(meta)).toEqual(['add_number', 'request_code', 'verify_code'])
})

test('the key of a press that was cut off by a kill stays good', async ({ api, meta, app }) => {
  const move = await moveAt({ api, meta }, 'code_requested')
  const { version } = await move.view()
  const key = crypto.randomUUID()
  const body = { version, code: await move.code() }
  const press = () => api.post(`/api/migrations/${move.id}/verification`, body, { key })
  const first = await press()
  await app.kill()
  await app.start()
  const again = await press()
  expect(again.status).toBe(200)
  expect(again.body).toEqual(first.body)
  expect(await writesOf(meta)).toEqual(['add_number', 'request_code', 'verify_code'])
})
