import type { Page } from '@playwright/test'
import { STEPS, type Step } from '../lib/migration/journey'
import type { Api } from './support/api'
import type { MetaOverHttp } from './support/meta-over-http'
import { askForCode, freshNumber, type Move, moveAt, PIN } from './support/move'
import { expect, GUEST, test } from './support/restartable'
import type { Text } from './support/texts'

/** What an address of the wizard does: its question, its answer to look at, or the way to the step that is due. */
type Found = 'question' | 'answer' | `to ${Step}` | `to ${Step}, said`

const HEADINGS: Readonly<Record<Step, readonly string[]>> = {
  checks: ['checks.heading', 'checks.headingReady', 'checks.headingProblems'],
  number: ['number.heading'],
  'code-method': ['codeMethod.heading'],
  code: ['code.heading'],
  pin: ['pin.heading'],
  review: ['review.heading'],
  moving: ['moving.heading'],
  done: ['done.heading', 'done.headingStopped'],
}

type Visit = readonly [step: Step, found: Found]
type World = { api: Api; meta: MetaOverHttp }
type Case = { at: string; make: (world: World) => Promise<Move>; visits: readonly Visit[] }

const beyond = (from: Step, to: Step): Visit[] =>
  STEPS.slice(STEPS.indexOf(from) + 1).map((step) => [step, `to ${to}, said`])

const CASES: readonly Case[] = [
  {
    at: 'no number chosen',
    make: (world) => moveAt(world, 'number'),
    visits: [['checks', 'question'], ['number', 'question'], ...beyond('number', 'number')],
  },
  {
    at: 'a check is open',
    make: async (world) => {
      await world.meta.control('POST', '/world', { destination: { reviewStatus: 'PENDING' } })
      return moveAt(world, 'chosen')
    },
    visits: [['checks', 'question'], ['number', 'question'], ...beyond('number', 'checks')],
  },
  {
    at: 'ready',
    make: (world) => moveAt(world, 'ready'),
    visits: [
      ['checks', 'question'],
      ['number', 'question'],
      ['code-method', 'question'],
      ...beyond('code-method', 'code-method'),
    ],
  },
  {
    at: 'opened in the new account',
    make: async (world) => {
      const move = await moveAt(world, 'ready')
      await world.meta.control('POST', '/faults', { call: 'request_code', kind: 'error', answer: 'codeLanguage' })
      expect((await askForCode(move)).body).toMatchObject({ code: 'code_language_refused' })
      expect((await move.view()).status).toBe('number_added')
      return move
    },
    visits: [
      ['checks', 'question'],
      ['number', 'answer'],
      ['code-method', 'question'],
      ...beyond('code-method', 'code-method'),
    ],
  },
  {
    at: 'a code was asked for',
    make: (world) => moveAt(world, 'code_requested'),
    visits: [
      ['checks', 'question'],
      ['number', 'answer'],
      ['code-method', 'question'],
      ['code', 'question'],
      ...beyond('code', 'code'),
    ],
  },
  {
    at: 'the code was accepted',
    make: (world) => moveAt(world, 'verified'),
    visits: [
      ['checks', 'question'],
      ['number', 'answer'],
      ['code-method', 'answer'],
      ['code', 'answer'],
      ['pin', 'question'],
      // Without a PIN in this page's memory there is nothing to review.
      ['review', 'to pin'],
      ['moving', 'to pin, said'],
      ['done', 'to pin, said'],
    ],
  },
  {
    at: 'Meta said yes, and no read shows it yet',
    make: async (world) => {
      const move = await moveAt(world, 'verified')
      await world.meta.control('POST', '/faults', { call: 'register', kind: 'stale_reads', seconds: 600 })
      expect((await move.press('registration', { pin: PIN })).body).toMatchObject({ status: 'registered' })
      return move
    },
    visits: [
      ['checks', 'answer'],
      ['number', 'answer'],
      ['code-method', 'answer'],
      ['code', 'answer'],
      ['pin', 'answer'],
      ['review', 'answer'],
      ['moving', 'question'],
      ['done', 'to moving'],
    ],
  },
  {
    at: 'moved',
    make: (world) => moveAt(world, 'confirmed'),
    visits: [...STEPS.slice(0, -2).map((step): Visit => [step, 'answer']), ['moving', 'to done'], ['done', 'question']],
  },
  {
    at: 'stopped',
    make: async (world) => {
      const move = await moveAt(world, 'code_requested')
      const { version } = await move.view()
      expect((await world.api.delete(`/api/migrations/${move.id}?version=${version}`)).status).toBe(200)
      return move
    },
    visits: [...STEPS.slice(0, -1).map((step): Visit => [step, 'to done']), ['done', 'question']],
  },
]

test.beforeEach(async ({ meta }) => meta.reset())

async function expectFound(page: Page, text: Text, move: Move, [step, found]: Visit): Promise<void> {
  // The server decides: nobody has to wait for the scripts of a page that is only looked at.
  await page.goto(move.path(step), { waitUntil: 'commit' })
  const to = /^to (\S+?)(?:, said)?$/.exec(found)?.[1] as Step | undefined
  await expect(page, `${step} at ${found}`).toHaveURL(new RegExp(`${move.path(to ?? step)}(\\?note=\\w+)?$`))
  const headings = HEADINGS[to ?? step].map((key) => text(key, { n: 1 }))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(new RegExp(headings.map(escaped).join('|')))
  const main = page.getByRole('main')
  await expect(main.getByText(text('wizard.notes.not_reached'))).toHaveCount(found.endsWith('said') ? 1 : 0)
  await expect(main.getByText(text('wizard.notes.already_done'))).toHaveCount(found === 'answer' ? 1 : 0)
  if (found === 'answer') {
    await expect(main.getByRole('textbox')).toHaveCount(0)
    await expect(main.getByRole('radio')).toHaveCount(0)
    await expect(main.getByRole('link', { name: text('wizard.currentLink') })).toBeVisible()
  }
}

const escaped = (words: string): string => words.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

for (const { at, make, visits } of CASES) {
  test(`every address of the wizard while: ${at}`, async ({ page, api, meta, text }) => {
    const move = await make({ api, meta })
    expect(visits.map(([step]) => step)).toEqual([...STEPS])
    const sent = await meta.ledger().then((entries) => entries.filter(({ method }) => method === 'POST').length)
    for (const visit of visits) await expectFound(page, text, move, visit)
    // The move's own address leads to the step that is due.
    await page.goto(move.path(''))
    await expect(page).toHaveURL(new RegExp(`${move.path((await move.view()).step)}$`))
    const writes = (await meta.ledger()).filter(({ method, call }) => method === 'POST' && call !== 'batch')
    expect(writes.length, 'visiting sends nothing').toBeLessThanOrEqual(sent)
  })
}

test('the read-only answers say what was answered', async ({ page, api, meta, text }) => {
  const move = await moveAt({ api, meta }, 'confirmed')
  const answers: Readonly<Partial<Record<Step, string>>> = {
    number: move.number,
    'code-method': text('wizard.finished.sms'),
    code: text('wizard.finished.codeDone'),
    pin: text('wizard.finished.pinDone'),
  }
  for (const [step, answer] of Object.entries(answers)) {
    await page.goto(`/migrations/${move.id}/${step}`)
    await expect(page.getByRole('main').getByRole('definition').filter({ hasText: answer })).toBeVisible()
  }
  expect(await page.content()).not.toContain(PIN)
})

test('a move of somebody else and one that never was look alike', async ({ browser, api, meta, app, text }) => {
  const move = await moveAt({ api, meta }, 'ready')
  const agent = 'minh@agency.example'
  await app.database(async (database) => {
    await database.query(
      `insert into users (id, email, name, password_hash, role, created_at)
       select 'agent', $1, 'Minh', password_hash, 'agent', created_at from users where role = 'owner' limit 1`,
      [agent],
    )
  })
  const context = await browser.newContext({ baseURL: app.url, storageState: GUEST })
  const signedIn = await context.request.post('/api/session', {
    headers: { origin: app.url },
    data: { email: agent, password: app.owner.password },
  })
  expect(signedIn.ok()).toBe(true)
  const page = await context.newPage()
  const seen = async (id: string, step: string) => {
    const answer = await page.goto(`/migrations/${id}${step}`)
    await expect(page.getByRole('heading', { level: 1, name: text('status.notFoundTitle') })).toBeVisible()
    return { status: answer?.status(), title: await page.title(), body: await page.locator('body').innerText() }
  }
  const never = move.id.replaceAll(/[a-z0-9]/gi, (letter) => (letter === 'a' ? 'b' : 'a'))
  for (const step of ['', '/checks', '/number', '/code', '/pin', '/review', '/history', '/stop']) {
    const foreign = await seen(move.id, step)
    expect(foreign.status, step).toBe(404)
    expect(foreign).toEqual(await seen(never, step))
  }
  const [foreign, random] = await Promise.all(
    [move.id, never].map(async (id) => {
      const answer = await context.request.get(`/api/migrations/${id}`)
      const { requestId: _, ...body } = (await answer.json()) as Record<string, unknown>
      return { status: answer.status(), body }
    }),
  )
  expect(foreign).toEqual(random)
  await context.close()
})

test('signed out, a deep link leads to the sign-in page and then back', async ({ browser, api, meta, app, text }) => {
  const move = await moveAt({ api, meta }, 'code_requested', { number: freshNumber() })
  const context = await browser.newContext({ baseURL: app.url, storageState: GUEST })
  const page = await context.newPage()
  await page.goto(move.path('code'))
  await expect(page).toHaveURL(/\/sign-in\?/)
  await expect(page.getByText(move.number)).toHaveCount(0)
  await page.getByLabel(text('common.email')).fill(app.owner.email)
  await page.getByLabel(text('common.password'), { exact: true }).fill(app.owner.password)
  await page.getByRole('button', { name: text('common.signIn') }).click()
  await expect(page).toHaveURL(new RegExp(`${move.path('code')}$`))
  await expect(page.getByRole('heading', { level: 1, name: text('code.heading') })).toBeVisible()
  await context.close()
})
