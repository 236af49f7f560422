import type { Page } from '@playwright/test'
import { errorCatalog, isMetaCode, type MetaCode, metaCatalog } from '../lib/errors/catalog'
import { timeOfDay } from '../lib/i18n/fill'
import type { MigrationView } from '../lib/migration/view'
import { practiceDisplay } from '../lib/sandbox/practice-range'
import { decidesNothing, SCENARIOS, type Scenario } from '../lib/sandbox/scenarios'
import { STORIES, type StoryId } from '../lib/sandbox/stories'
import type { Answer } from './support/api'
import { askForCode, freshNumber, type Move, moveAt, PIN, savePin, writesOf } from './support/move'
import { noAxeViolations } from './support/no-axe-violations'
import { olderProof } from './support/older-proof'
import { expect, type RestartableApp, test } from './support/restartable'
import { expectAtField, expectRefused, said } from './support/said'
import { type Text, textsIn } from './support/texts'

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const codeField = (page: Page, text: Text) => page.getByRole('textbox', { name: text('code.heading') })
const ofScenario = (key: string): string => {
  const found = SCENARIOS.find((scenario) => scenario.key === key)
  if (found === undefined) throw new Error(`no scenario ${key}`)
  return practiceDisplay(`84900000${found.suffix}`)
}

/** So many minutes pass for our own limits; Meta's are its own. */
const pass = (app: RestartableApp, move: Move, minutes: number) =>
  app.database(async (database) => {
    const by = `${minutes} minutes`
    await database.query(
      `update budgets set spent_at = spent_at - $2::interval
       where attempt_id in (select id from attempts where migration_id = $1)`,
      [move.id, by],
    )
    await database.query('update migrations set code_requested_at = code_requested_at - $2::interval where id = $1', [
      move.id,
      by,
    ])
  })

test.beforeEach(async ({ meta }) => meta.reset())

test.describe('the token', () => {
  test('one that Meta does not know is refused at its field and not kept', async ({
    page,
    meta,
    text,
    consoleWatch,
  }) => {
    consoleWatch.expectRefusal('/api/connections', 422)
    await page.goto('/connections/token')
    const field = page.getByRole('textbox', { name: text('token.heading') })
    const wrong = `${meta.token.slice(0, -8)}AAAAAAAA`
    await field.fill(wrong)
    await button(page, text('token.submit')).click()
    await expectAtField(page, text, field, said(text, 'token_expired'))
  })

  for (const [subcode, code] of [
    [463, 'token_stopped'],
    [467, 'token_revoked'],
  ] as const) {
    test(`190/${subcode} in the middle: a new one is pasted and the same step goes on`, async ({
      page,
      api,
      meta,
      text,
      consoleWatch,
    }) => {
      consoleWatch.expectRefusal(/\/api\/migrations\//, 409)
      const move = await moveAt({ api, meta }, 'code_requested')
      await page.goto(move.path('code'))
      await codeField(page, text).fill(await move.code())
      await meta.control('POST', '/token', { action: 'kill', subcode })
      await button(page, text('wizard.continue')).click()
      await expectRefused(page, text, said(text, code))
      await page.reload()
      await expectRefused(page, text, said(text, code))

      const { token } = (await meta.control('POST', '/token', { action: 'issue' })) as { token: string }
      await page.getByRole('link', { name: text('wizard.refusal.remedies.newToken') }).click()
      await page.getByRole('textbox').first().fill(token)
      await button(page, text('token.submit')).click()
      await expect(page.getByText(text('token.never_expires'))).toBeVisible()
      await page.goto(move.path(''))
      await codeField(page, text).fill(await move.code())
      await button(page, text('wizard.continue')).click()
      await expect(heading(page, text('pin.heading'))).toBeVisible()
    })
  }
})

test.describe('the source and the number', () => {
  test('an account nobody can read: the number is typed, people answer for the checks, the move goes through', async ({
    page,
    api,
    meta,
    text,
  }) => {
    await meta.control('POST', '/world', { source: { access: 'hidden' } })
    const move = await moveAt({ api, meta }, 'number', { unpaired: true })
    await page.goto(move.path(''))
    await expect(heading(page, text('checks.headingAccounts'))).toBeVisible()
    await expect(page.getByRole('radio', { name: text('checks.accounts.unlisted') })).toBeChecked()
    await button(page, text('wizard.continue')).click()
    await expect(heading(page, text('checks.heading'))).toBeVisible()
    await button(page, text('wizard.continue')).click()

    await expect(page.getByText(text('number.noneReadable'))).toBeVisible()
    await page.getByRole('textbox', { name: text('number.heading') }).fill(move.number)
    await button(page, text('wizard.continue')).click()
    await expect(heading(page, text('codeMethod.heading'))).toBeVisible()

    await page.goto(move.path('checks'))
    const row = page.getByRole('listitem').filter({ hasText: text('checks.two_step_off.title') })
    await expect(row.getByText(text('checks.status.confirm'))).toBeVisible()
    await row.getByRole('link').click()
    await page.getByRole('radio', { name: text('wizard.yes') }).check()
    await button(page, text('checks.detail.saveAnswer')).click()
    await expect(row.getByText(text('checks.status.confirmed'))).toBeVisible()

    await page.goto(move.path(''))
    await button(page, text('codeMethod.send')).click()
    await expect(heading(page, text('code.heading'))).toBeVisible()
    await codeField(page, text).fill(await move.code())
    await button(page, text('wizard.continue')).click()
    await expect(heading(page, text('pin.heading'))).toBeVisible()
    await savePin(page, text)
    await button(page, text('review.submit')).click()
    await expect(heading(page, text('done.heading'))).toBeVisible()
    await expect(page.getByText(text('done.notReadable')).first()).toBeVisible()
  })

  test('a number that waits on the destination already is taken up, not added again', async ({
    page,
    api,
    meta,
    text,
  }) => {
    const number = freshNumber()
    await meta.control('POST', '/world', { onDestination: { number, as: 'pending' } })
    const move = await moveAt({ api, meta }, 'ready', { number })
    await page.goto(move.path(''))
    await button(page, text('codeMethod.send')).click()
    await expect(heading(page, text('code.heading'))).toBeVisible()
    expect(await writesOf(meta)).toEqual(['request_code'])
  })

  test('a number that cannot be chosen is refused at its field, and stays there to be corrected', async ({
    page,
    api,
    meta,
    app,
    text,
    consoleWatch,
  }) => {
    consoleWatch.expectRefusal(/\/api\/migrations\//, 409)
    consoleWatch.expectRefusal(/\/api\/migrations\//, 422)
    const [connected, open] = [freshNumber(), freshNumber()]
    await meta.control('POST', '/world', { onDestination: { number: connected, as: 'connected' } })
    const other = await moveAt({ api, meta }, 'ready', { number: open })
    const { createdAt } = await other.view()
    // Other tests may have brought in other people.
    const { name } = await app.database(
      async (database) => (await database.query('select name from users where email = $1', [app.owner.email])).rows[0],
    )
    const move = await moveAt({ api, meta }, 'number')
    const wrong: readonly [typed: string, words: string][] = [
      [connected, said(text, 'number_already_there')],
      [open, said(text, 'number_open_migration', { name, at: createdAt })],
      ['+1 555 010 0123', said(text, 'number_test')],
      ['', said(text, 'number_empty')],
      ['0912', said(text, 'number_too_short', { country: 'VN' })],
      ['+84 912 345', said(text, 'number_too_short', { country: 'VN' })],
      ['+84 912 345 678 912 3', said(text, 'number_too_long', { country: 'VN' })],
      ['8.49E+10', said(text, 'number_damaged')],
    ]
    await page.goto(move.path('number'))
    await page.getByRole('radio', { name: text('number.another') }).check()
    const field = page.getByRole('textbox', { name: text('number.label') })
    for (const [typed, words] of wrong) {
      await field.fill(typed)
      await button(page, text('wizard.continue')).click()
      await expectAtField(page, text, field, words)
      await expect(field).toHaveValue(typed)
    }
    await field.fill(move.number)
    await button(page, text('wizard.continue')).click()
    await expect(heading(page, text('codeMethod.heading'))).toBeVisible()
  })

  test('two-step verification still on: seen by the checks, switched off, checked again', async ({
    page,
    api,
    meta,
    text,
  }) => {
    await meta.control('POST', '/world', { addNumbers: 3 })
    const number = '+84 911 000 003'
    await meta.control('POST', '/two-step', { number, on: true })
    const move = await moveAt({ api, meta }, 'chosen', { number })
    await page.goto(move.path(''))
    await expect(heading(page, text('checks.headingProblems', { n: 1 }))).toBeVisible()
    await button(page, text('wizard.continue')).click()
    const summary = page.getByRole('alert').filter({ hasText: text('common.problemHeading') })
    await expect(summary).toBeFocused()
    await expect(summary.getByRole('link', { name: text('checks.two_step_off.on') })).toBeVisible()
    await page.getByRole('link', { name: text('checks.two_step_off.title') }).click()
    await expect(heading(page, text('checks.two_step_off.detailHeading'))).toBeVisible()
    await meta.control('POST', '/two-step', { number, on: false })
    await button(page, text('checks.again')).click()
    await expect(page.getByText(text('checks.status.ready'), { exact: true })).toBeVisible()
    await page.goto(move.path(''))
    await expect(heading(page, text('codeMethod.heading'))).toBeVisible()
  })
})

test.describe('the code', () => {
  test('H16 · wrong once, twice, three times: each in its own words, and the field is emptied', async ({
    page,
    api,
    meta,
    app,
    text,
    consoleWatch,
  }) => {
    consoleWatch.expectRefusal(/\/verification$/, 422)
    consoleWatch.expectRefusal(/\/verification$/, 429)
    const move = await moveAt({ api, meta }, 'code_requested')
    const right = await move.code()
    const wrong = right.replaceAll(/\d/g, (digit) => String((Number(digit) + 5) % 10))
    await page.goto(move.path('code'))
    const field = codeField(page, text)
    const { code } = await move.view()
    const words = [
      said(text, 'code_incorrect'),
      said(text, 'code_incorrect_again', { number: move.number, at: code.requestedAt ?? '' }),
    ]
    for (const each of words) {
      await field.fill(wrong)
      await button(page, text('wizard.continue')).click()
      await expectAtField(page, text, field, each)
    }
    await field.fill(wrong)
    await button(page, text('wizard.continue')).click()
    await expect(page.getByRole('alert').getByText(said(text, 'code_stopped').split('.')[0] ?? '')).toBeVisible()
    await expect(page.getByText(text('plate.before'))).toBeVisible()
    expect(await writesOf(meta)).toEqual(['add_number', 'request_code', 'verify_code', 'verify_code', 'verify_code'])
    // The fourth is not sent, not even the right one, until a new code was asked for.
    await field.fill(right)
    await button(page, text('wizard.continue')).click()
    await expect(page.getByRole('alert').getByText(said(text, 'code_stopped').split('.')[0] ?? '')).toBeVisible()
    expect((await writesOf(meta)).filter((call) => call === 'verify_code')).toHaveLength(3)
    await pass(app, move, 2)
    await page.reload()
    await button(page, text('code.resendCall')).click()
    await expect
      .poll(() => writesOf(meta).then((calls) => calls.filter((call) => call === 'request_code')))
      .toHaveLength(2)
    await expect(page.getByText(text('code.sentCall', { time: '' }).slice(0, 24))).toBeVisible()
    const spoken = (await meta.phone(move.number)).at(-1)?.code ?? ''
    await field.fill(spoken)
    await button(page, text('wizard.continue')).click()
    await expect(heading(page, text('pin.heading'))).toBeVisible()
  })

  test('typed wrongly: refused before anything is sent', async ({ page, api, meta, text, consoleWatch }) => {
    consoleWatch.expectRefusal(/\/verification$/, 422)
    const move = await moveAt({ api, meta }, 'code_requested')
    await page.goto(move.path('code'))
    const field = codeField(page, text)
    const wrong: readonly [typed: string, words: string][] = [
      ['', said(text, 'code_empty')],
      ['1234', said(text, 'code_too_short', { count: 4 })],
      ['12345678', said(text, 'code_too_long', { count: 8 })],
      ['abcdef', said(text, 'code_not_digits')],
      ['123 456 or 654 321', said(text, 'code_two_groups')],
    ]
    for (const [typed, words] of wrong) {
      await field.fill(typed)
      await button(page, text('wizard.continue')).click()
      await expectAtField(page, text, field, words)
    }
    expect(await writesOf(meta)).not.toContain('verify_code')
  })

  test('right, and too old', async ({ page, api, meta, app, text, consoleWatch }) => {
    consoleWatch.expectRefusal(/\/verification$/, 422)
    const move = await moveAt({ api, meta }, 'code_requested')
    const code = await move.code()
    await meta.control('POST', '/time', { advanceSeconds: 11 * 60 })
    await pass(app, move, 11)
    await page.goto(move.path('code'))
    await codeField(page, text).fill(code)
    await button(page, text('wizard.continue')).click()
    await expectAtField(page, text, codeField(page, text), said(text, 'code_expired'))
  })

  test('H17 · of the request before: the newest message is asked for', async ({
    page,
    api,
    meta,
    app,
    text,
    consoleWatch,
  }) => {
    consoleWatch.expectRefusal(/\/verification$/, 422)
    const move = await moveAt({ api, meta }, 'code_requested')
    const before = await move.code()
    await pass(app, move, 2)
    expect((await askForCode(move)).status).toBe(200)
    await page.goto(move.path('code'))
    await codeField(page, text).fill(before)
    await button(page, text('wizard.continue')).click()
    await expectAtField(page, text, codeField(page, text), said(text, 'code_incorrect'))
    await codeField(page, text).fill(await move.code())
    await button(page, text('wizard.continue')).click()
    await expect(heading(page, text('pin.heading'))).toBeVisible()
  })

  test('asked for too often: a time of day, and nothing sent', async ({ page, api, meta, app, text, consoleWatch }) => {
    consoleWatch.expectRefusal(/\/code$/, 429)
    const move = await moveAt({ api, meta }, 'code_requested')
    for (const minutes of [2, 3]) {
      await pass(app, move, minutes)
      expect((await askForCode(move)).status).toBe(200)
    }
    const meter = (await move.view()).meters.find(({ command }) => command === 'request_code')
    expect(meter).toMatchObject({ used: 3, limit: 3 })
    const until = timeOfDay(meter?.nextAt ?? '', 'en', { timeZone: 'Asia/Ho_Chi_Minh' })
    await page.goto(move.path('code'))
    await expect(page.getByText(text('code.resendWait', { time: until }))).toBeVisible()
    await page.goto(move.path('code-method'))
    await expect(page.getByText(text('codeMethod.tooSoon', { time: until }))).toBeVisible()
    const before = await writesOf(meta)
    await page.getByRole('radio', { name: text('codeMethod.call') }).check()
    await button(page, text('codeMethod.send')).click()
    await expect(page.getByRole('alert').getByText(said(text, 'code_too_soon', { until }))).toBeVisible()
    await expect(page.getByRole('radio', { name: text('codeMethod.call') })).toBeChecked()
    expect(await writesOf(meta)).toEqual(before)
  })

  test('a language Meta does not speak: said on the page, and what was chosen stays', async ({
    page,
    api,
    meta,
    text,
    consoleWatch,
  }) => {
    consoleWatch.expectRefusal(/\/code$/, 409)
    const move = await moveAt({ api, meta }, 'ready', { number: ofScenario('code_language_refused') })
    await page.goto(move.path(''))
    await page.getByRole('radio', { name: text('codeMethod.call') }).check()
    await button(page, text('codeMethod.send')).click()
    await expectRefused(page, text, said(text, 'code_language_refused'))
    await expect(page.getByRole('radio', { name: text('codeMethod.call') })).toBeChecked()
  })
})

test.describe('the PIN', () => {
  test('each weak one is refused in the words of its rule', async ({ page, api, meta, text }) => {
    const move = await moveAt({ api, meta }, 'code_requested')
    const code = await move.code()
    await page.goto(move.path('code'))
    await codeField(page, text).fill(code)
    await button(page, text('wizard.continue')).click()
    await button(page, text('pin.own')).click()
    const field = page.getByRole('textbox', { name: text('pin.ownLabel') })
    const digits = move.number.replaceAll(/\D/g, '')
    const weak: readonly [typed: string, rule: string][] = [
      ['', 'pin_empty'],
      ['1234', 'pin_length'],
      ['12a456', 'pin_not_digits'],
      [code, 'pin_is_code'],
      ['777777', 'pin_same_digit'],
      ['345678', 'pin_run'],
      ['464646', 'pin_pattern'],
      ['147369', 'pin_keypad'],
      ['142857', 'pin_common'],
      [digits.slice(0, 6), 'pin_in_number'],
      ['250785', 'pin_date'],
    ]
    for (const [typed, rule] of weak) {
      await field.fill(typed)
      await button(page, text('pin.saved')).click()
      const pin = typed.replaceAll(/\D/g, '') === typed ? typed : ''
      await expectAtField(page, text, field, said(text, rule, { pin, count: typed.length }))
    }
    await page.getByRole('checkbox', { name: text('pin.dateAccept') }).check()
    await button(page, text('pin.saved')).click()
    await expect(heading(page, text('review.heading'))).toBeVisible()
    expect((await writesOf(meta)).filter((call) => call === 'register')).toEqual([])
  })

  test('a PIN of the provider still on at the move: nothing has changed', async ({
    page,
    api,
    meta,
    text,
    consoleWatch,
  }) => {
    consoleWatch.expectRefusal(/\/registration$/, 409)
    const move = await moveAt({ api, meta }, 'verified', { number: ofScenario('pin_mismatch') })
    await page.goto(move.path(''))
    await savePin(page, text)
    await button(page, text('review.submit')).click()
    await expectRefused(page, text, said(text, 'pin_mismatch'))
  })

  test('Meta does not accept this one: chosen again, and the move goes on', async ({
    page,
    api,
    meta,
    text,
    consoleWatch,
  }) => {
    consoleWatch.expectRefusal(/\/registration$/, 409)
    const move = await moveAt({ api, meta }, 'verified', { number: ofScenario('pin_format_refused') })
    await page.goto(move.path(''))
    await savePin(page, text)
    await button(page, text('review.submit')).click()
    await expect(page.getByText(said(text, 'pin_format_refused'))).toBeVisible()
    await expect(page.getByText(text('plate.before'))).toBeVisible()
    await page.getByRole('link', { name: text('wizard.refusal.remedies.otherPin') }).click()
    await savePin(page, text)
    await button(page, text('review.submit')).click()
    await expect(heading(page, text('done.heading'))).toBeVisible()
  })
})

test.describe('Meta away', () => {
  test('too many calls: a time, and after it the same press goes through', async ({
    page,
    api,
    meta,
    text,
    consoleWatch,
  }) => {
    consoleWatch.expectRefusal(/\/code$/, 429)
    const move = await moveAt({ api, meta }, 'ready', { number: ofScenario('meta_busy') })
    await page.goto(move.path(''))
    await button(page, text('codeMethod.send')).click()
    await expect.poll(async () => (await move.view()).refusal?.errorCode).toBe('meta_busy')
    await expectRefused(page, text, said(text, 'meta_busy', (await move.view()).refusal?.errorParams))
  })

  test('no connection at all: nothing was sent, and pressing again works', async ({
    page,
    api,
    meta,
    text,
    consoleWatch,
  }) => {
    consoleWatch.expectRefusal(/\/code$/, 503)
    const move = await moveAt({ api, meta }, 'ready', { practice: true, number: ofScenario('not_sent_at_add') })
    await page.goto(move.path(''))
    await page.getByRole('radio', { name: text('codeMethod.call') }).check()
    await button(page, text('codeMethod.send')).click()
    const main = page.getByRole('main')
    await expect(main.getByRole('heading', { name: text('wizard.refusal.headingNotSent') })).toBeVisible()
    await expect(main.getByText(said(text, 'not_sent'))).toBeVisible()
    await expect(page.getByRole('radio', { name: text('codeMethod.call') })).toBeChecked()
  })

  for (const key of ['html_at_add', 'status_500']) {
    test(`${key}: nobody knows, so nothing is offered until it is read`, async ({ page, api, meta, text }) => {
      const move = await moveAt({ api, meta }, 'ready', { number: ofScenario(key) })
      await page.goto(move.path(''))
      await button(page, text('codeMethod.send')).click()
      await expect(page.getByText(text('wizard.live.unknown'))).toBeVisible()
      await expect(button(page, text('codeMethod.send'))).toHaveCount(0)
      await expect(page.getByText(text('plate.before'))).toBeVisible()
      await page.reload()
      await expect(page.getByText(text('wizard.live.unknown'))).toBeVisible()
    })
  }
})

/* Every answer of Meta, by typing its number */

const CALLS = ['add_number', 'request_code', 'verify_code', 'register'] as const
type StepCall = (typeof CALLS)[number]

async function take(move: Move, call: StepCall): Promise<Answer> {
  if (call === 'verify_code') return move.press('verification', { code: await move.code() })
  if (call === 'register') return move.press('registration', { pin: PIN })
  return askForCode(move)
}

/** One press adds the number and asks for the code. */
const presses = (call: StepCall): StepCall[] =>
  call === 'add_number' || call === 'request_code'
    ? [call]
    : call === 'verify_code'
      ? ['request_code', call]
      : ['request_code', 'verify_code', call]

const isStep = (call: string): call is StepCall => CALLS.some((step) => step === call)

/** What the page must say, judged from the facts of the migration alone (reliability, I11). */
function wordsOf(view: MigrationView, text: Text): { kind: string; words: string } | null {
  const { live, refusal } = view
  if (live?.state === 'unknown' && live.command === 'request_code') {
    return { kind: 'unknown', words: text('wizard.live.codeUnknown') }
  }
  if (live?.state === 'unknown') return { kind: 'unknown', words: text('wizard.live.unknown') }
  if (live !== null) return { kind: 'running', words: text('wizard.live.runningYou') }
  if (refusal?.errorCode === undefined || refusal.errorCode === null) return null
  const { field } = errorCatalog[refusal.errorCode as keyof typeof errorCatalog]
  // What belongs to a field is said at the press, not by the page: the tests of the code press.
  if (field !== undefined) return { kind: 'field', words: '' }
  const params = { reference: view.reference, ...refusal.errorParams }
  return { kind: 'refused', words: said(text, refusal.errorCode, params) }
}

const META_CODES = Object.keys(metaCatalog).filter((code) => isMetaCode(code))

/** That Meta was away decides nothing: the page says so, and these words are only for forms that read. */
const ONLY_READING: readonly MetaCode[] = ['meta_down', 'meta_unreadable']

/** Met by what is written into a template, in practice too: `templates.spec.ts`. A number has nothing to do with it. */
const BY_WRITING = META_CODES.filter((code) => code.startsWith('template_') && code !== 'template_unfit')

const isUndecided = (scenario: Scenario): boolean => scenario.does.kind === 'error' && decidesNothing(scenario)

/** Of each word of ours for an answer of Meta, the number it is walked with: one that Meta refuses at once, if there is one. */
const FACES = new Map(
  META_CODES.flatMap((code) => {
    const all = SCENARIOS.filter(({ errorCode }) => errorCode === code)
    const face = all.find((scenario) => !isUndecided(scenario)) ?? all[0]
    return face === undefined || ONLY_READING.includes(code) || errorCatalog[code].field ? [] : [[code, face] as const]
  }),
)

const isFace = (scenario: Scenario): boolean => [...FACES.values()].includes(scenario)

test('every answer of Meta in the catalogue has a number to be walked with', () => {
  const others = META_CODES.filter((code) => !FACES.has(code))
  expect(others.toSorted()).toEqual([...ONLY_READING, 'code_incorrect', ...BY_WRITING].toSorted())
})

/** All of main that is read without unfolding anything, and the tab. */
async function shownText(page: Page): Promise<string> {
  const main = await page.getByRole('main').evaluate((element) => {
    const copy = element.cloneNode(true)
    if (!(copy instanceof HTMLElement)) return ''
    for (const folded of copy.querySelectorAll('details, script, style')) folded.remove()
    return copy.textContent
  })
  return `${await page.title()}\n${main}`
}

async function expectNothingRaw(page: Page, { key, does }: Scenario): Promise<void> {
  const shown = await shownText(page)
  for (const raw of [/[{}[\]]/, /undefined|null|NaN/, /\(#\d+\)|OAuthException|Invalid parameter/]) {
    expect(shown, `${key} in ${page.url()}`).not.toMatch(raw)
  }
  if (does.kind !== 'error') return
  const { code, subcode, message, title, userMessage, details } = does.answer
  for (const word of [message, title, userMessage, details]) if (word) expect(shown, key).not.toContain(word)
  for (const number of [code, subcode ?? 0]) if (number > 999) expect(shown, key).not.toContain(String(number))
}

/** Everything the page says about one answer of Meta, to a reader of one language. */
async function expectEntry(page: Page, text: Text, scenario: Scenario, move: Move): Promise<void> {
  const { key } = scenario
  await page.goto(move.path(''), { waitUntil: 'commit' })
  const view = await move.view()
  const code = view.refusal?.errorCode ?? ''
  if (!isMetaCode(code)) throw new Error(`${key}: the refusal is "${code}"`)
  const main = page.getByRole('main')
  const name = code === 'not_sent' ? 'wizard.refusal.headingNotSent' : 'wizard.refusal.heading'
  await expect(main.getByRole('heading', { level: 2, name: text(name) }), key).toBeVisible()
  const params = { reference: view.reference, ...view.refusal?.errorParams }
  const { who, remedy } = metaCatalog[code]
  const sentences = [said(text, code, params), text('wizard.refusal.number.same'), text(`wizard.refusal.who.${who}`)]
  for (const sentence of [...sentences, text('plate.before')]) {
    await expect(main.getByText(sentence).first(), key).toBeVisible()
  }
  const away = remedy.to !== 'again' && remedy.to !== 'support' && !(remedy.to === 'step' && remedy.step === view.step)
  if (away) {
    const role = remedy.to === 'connect_app' ? 'button' : 'link'
    await expect(
      main
        .getByRole(role, {
          name: remedy.to === 'dead_end' ? text('common.otherWay') : text(`wizard.refusal.remedies.${remedy.text}`),
        })
        .first(),
      key,
    ).toBeVisible()
  } else {
    const own = view.step === 'pin' ? 'pin.saved' : view.step === 'code' ? 'wizard.continue' : 'codeMethod.send'
    await expect(main.getByRole('button', { name: text(own) }), key).toBeEnabled()
  }
  const copy = main.getByRole('button', { name: text('wizard.refusal.note.copy') })
  await expect(copy, key).toBeVisible({ visible: remedy.to === 'support' })
  await expect(page).toHaveTitle(new RegExp(`^${text('common.errorPrefix')}: `))
  await expectNothingRaw(page, scenario)
}

/** As if the reads that agree were made over more than five minutes, and at once. */
async function letReadsAgree(app: RestartableApp, move: Move): Promise<void> {
  const passTime = () =>
    app.database(async (database) => {
      const where = `where migration_id = $1 and state = 'unknown'`
      await database.query(`update attempts set next_probe_at = now(), ${olderProof(310)} ${where}`, [move.id])
      await database.query(
        `update pgboss.job set start_after = now() where state = 'created' and data->>'migrationId' = $1`,
        [move.id],
      )
    })
  const live = async () => {
    await passTime()
    return (await move.view()).live
  }
  await expect.poll(live, { timeout: 60_000 }).toBeNull()
}

const TOGETHER = 4
const groups = new Map<string, Scenario[]>()
for (const scenario of SCENARIOS) {
  const name = scenario.call
  groups.set(name, [...(groups.get(name) ?? []), scenario])
}

// Those of the test message are met after the move: `proof.spec.ts`.
for (const [call, scenarios] of [...groups].filter(([name]) => isStep(name))) {
  test(`every answer of Meta to ${call} has its words (${scenarios.length} numbers)`, async ({
    page,
    browser,
    api,
    meta,
    app,
    ownerState,
    text,
  }) => {
    test.slow()
    const vi = textsIn('vi')
    const vietnamese = await browser.newContext({
      baseURL: app.url,
      storageState: ownerState,
      locale: 'vi-VN',
      timezoneId: 'Asia/Ho_Chi_Minh',
    })
    const inVietnamese = await vietnamese.newPage()
    for (const each of [page, inVietnamese]) await each.goto('/migrations')
    const open: Promise<Answer>[] = []
    const met: { scenario: Scenario; move: Move }[] = []

    async function meet(scenario: Scenario): Promise<void> {
      const number = practiceDisplay(`84900000${scenario.suffix}`)
      const move = await moveAt({ api, meta }, 'ready', { number, practice: true })
      if (!isStep(scenario.call)) throw new Error(`${scenario.call} is no step`)
      const steps = presses(scenario.call)
      for (const step of steps.slice(0, -1)) expect((await take(move, step)).status, scenario.key).toBe(200)
      const answer = take(move, scenario.call)
      if (scenario.does.kind === 'hang') {
        open.push(answer)
        await expect.poll(async () => (await move.view()).live?.state).toBe('armed')
      } else {
        expectPromised(scenario, await answer)
      }
      met.push({ scenario, move })
    }

    const hanging = scenarios.filter(({ does }) => does.kind === 'hang')
    // Met last, while their reads still follow close upon each other.
    const late = scenarios.filter((scenario) => isUndecided(scenario) && isFace(scenario))
    const others = scenarios
      .filter((scenario) => scenario.does.kind !== 'hang' && !late.includes(scenario))
      .concat(late)
    for (let at = 0; at < others.length; at += TOGETHER) {
      await Promise.all(others.slice(at, at + TOGETHER).map(meet))
    }
    await Promise.all(hanging.map(meet))
    const counts = { entry: 0, other: 0 }
    await Promise.all(met.filter(({ scenario }) => late.includes(scenario)).map(({ move }) => letReadsAgree(app, move)))
    for (const [index, { scenario, move }] of met.entries()) {
      counts[isFace(scenario) ? 'entry' : 'other'] += 1
      if (isFace(scenario)) {
        await Promise.all([expectEntry(page, text, scenario, move), expectEntry(inVietnamese, vi, scenario, move)])
        continue
      }
      const [tab, words] = index % 2 === 0 ? [inVietnamese, vi] : [page, text]
      await tab.goto(move.path(''), { waitUntil: 'commit' })
      const expected = wordsOf(await move.view(), words)
      if (expected === null || expected.kind === 'field') continue
      await expect(tab.getByRole('main').getByText(expected.words).first(), scenario.key).toBeVisible()
      await expectNothingRaw(tab, scenario)
    }
    process.stdout.write(`  ${call}: ${met.length} of ${scenarios.length} numbers, ${JSON.stringify(counts)}\n`)
    expect(met).toHaveLength(scenarios.length)
    await vietnamese.close()
    await Promise.all(open)
  })
}

for (const locale of ['en', 'vi'] as const) {
  test.describe(`in ${locale}`, () => {
    test.use({ locale: locale === 'en' ? 'en-GB' : 'vi-VN' })

    test('what only forms say: a wrong code at its field, and Meta away from a token', async ({
      page,
      api,
      meta,
      text,
      consoleWatch,
    }) => {
      consoleWatch.expectRefusal(/\/verification$/, 422)
      consoleWatch.expectRefusal('/api/connections', 502)
      consoleWatch.expectRefusal('/api/connections', 503)
      const scenario = SCENARIOS.find(({ errorCode }) => errorCode === 'code_incorrect')
      if (scenario === undefined) throw new Error('no number for a wrong code')
      const number = ofScenario(scenario.key)
      const move = await moveAt({ api, meta }, 'code_requested', { number, practice: true })
      await page.goto(move.path('code'))
      await codeField(page, text).fill(await move.code())
      await button(page, text('wizard.continue')).click()
      await expectAtField(page, text, codeField(page, text), said(text, 'code_incorrect'))
      await expect(page.getByText(text('plate.before'))).toBeVisible()
      await expectNothingRaw(page, scenario)
      await page.goto('/connections/token')
      for (const [code, does] of [
        ['meta_down', { kind: 'status', status: 503 }],
        ['meta_unreadable', { kind: 'redirect' }],
      ] as const) {
        await meta.control('POST', '/faults', { call: 'debug_token', times: 9, ...does })
        await page.getByRole('textbox', { name: text('token.heading') }).fill(meta.token)
        await button(page, text('token.submit')).click()
        await expect(page.getByRole('alert').getByText(said(text, code)).first()).toBeVisible()
        await expect(page).toHaveTitle(new RegExp(`^${text('common.errorPrefix')}: `))
        await meta.control('DELETE', '/faults')
      }
    })
  })
}

test('no app connected: the panel connects it, and the same press goes on', async ({ page, api, meta, text }) => {
  const move = await moveAt({ api, meta }, 'ready', { number: ofScenario('webhook_missing'), practice: true })
  expect((await askForCode(move)).status).toBe(409)
  await page.goto(move.path(''))
  await button(page, text('wizard.refusal.remedies.connectApp')).click()
  await expect(page.getByRole('heading', { name: text('wizard.refusal.heading') })).toHaveCount(0)
  await button(page, text('codeMethod.send')).click()
  await expect(heading(page, text('code.heading'))).toBeVisible()
})

test('words in another language: Meta’s own text, and a note that can be copied and gives nothing away', async ({
  page,
  context,
  api,
  meta,
  text,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const move = await moveAt({ api, meta }, 'ready', { number: ofScenario('cause_in_vietnamese'), practice: true })
  expect((await askForCode(move)).status).toBe(409)
  await page.goto(move.path(''))
  await expect(page.getByRole('group').getByText('chưa có tài khoản thanh toán')).toBeVisible()
  await button(page, text('wizard.refusal.note.copy')).click()
  await expect(page.getByText(text('common.copied'), { exact: true })).toBeVisible()
  const note = await page.evaluate(() => navigator.clipboard.readText())
  const { reference, refusal } = await move.view()
  for (const fact of [reference, '100 / 2388103', refusal?.graph?.traceId, 'Carryover ', '+84••••••017']) {
    expect(note).toContain(fact)
  }
  expect(note).not.toMatch(/PRACTICE|EAA|84900000017|900 000/)
  await noAxeViolations(page)
})

/** The table's promise, where an answer that came in time can keep it. */
function expectPromised(scenario: Scenario, { status, body }: Answer): void {
  const { key, errorCode } = scenario
  const code = (body as { code?: string | { method: string } }).code
  if (decidesNothing(scenario)) expect([200, 409, 502, 503], key).toContain(status)
  else expect(code, key).toBe(errorCode)
}

/* The stories */

type Walk = { page: Page; text: Text; app: RestartableApp; story: StoryId }

async function lastMessage(page: Page, text: Text): Promise<string> {
  const phone = page.getByRole('region', { name: new RegExp(text('practicePhone.heading')) }).getByRole('log')
  await expect(phone).toContainText(/(\d[-, ]*){6}/, { timeout: 40_000 })
  return (await phone.innerText()).match(/\d{3}-\d{3}|(?:\d, ){5}\d/)?.[0].replaceAll(/\D/g, '') ?? ''
}

async function typeCode({ page, text }: Walk): Promise<void> {
  await codeField(page, text).fill(await lastMessage(page, text))
  await button(page, text('wizard.continue')).click()
}

/** An hour of waiting for a code is one statement here; the page is read again as by somebody who comes back. */
async function waitOut({ page, app }: Walk): Promise<void> {
  const id = /migrations\/(\w+)/.exec(page.url())?.[1] ?? ''
  await app.database((database) =>
    database.query(
      `update budgets set spent_at = spent_at - interval '2 minutes'
       where attempt_id in (select id from attempts where migration_id = $1)`,
      [id],
    ),
  )
  await page.reload()
}

/** What the story adds between the number and the code. */
const TWISTS: Partial<Record<StoryId, (walk: Walk) => Promise<void>>> = {
  old_pin_on: ({ page, text }) => playOther(page, text, 'two_step_off'),
  payment_missing: ({ page, text }) => playOther(page, text, 'payment'),
}

async function playOther(page: Page, text: Text, kind: 'two_step_off' | 'payment'): Promise<void> {
  await expect(heading(page, text('checks.headingProblems', { n: 1 }))).toBeVisible()
  await page
    .getByRole('listitem')
    .filter({ hasText: text(`checks.${kind}.title`) })
    .getByRole('link')
    .click()
  await button(page, text(`checks.practice.${kind}`)).click()
  await expect(page.getByText(text('checks.status.ready'), { exact: true })).toBeVisible()
  await page.getByRole('link', { name: text('checks.detail.all') }).click()
  await button(page, text('wizard.continue')).click()
}

const CODES: Partial<Record<StoryId, (walk: Walk) => Promise<void>>> = {
  wrong_code: async (walk) => {
    await typeCode(walk)
    await expectAtField(walk.page, walk.text, codeField(walk.page, walk.text), said(walk.text, 'code_incorrect'))
    const log = walk.page.getByRole('log')
    await expect(log.getByText(/\d{3}-\d{3}/)).toHaveCount(2)
    await typeCode(walk)
  },
  text_never_comes: async (walk) => {
    const { page, text } = walk
    await expect(page.getByText(text('practicePhone.empty'))).toBeVisible()
    await page.getByRole('link', { name: text('code.notReceived') }).click()
    await expect(heading(page, text('code.ladder.heading'))).toBeVisible()
    await waitOut(walk)
    await button(page, text('code.resendCall')).click()
    await expect(heading(page, text('code.heading'))).toBeVisible()
    await typeCode(walk)
  },
}

for (const story of STORIES) {
  test(`the story ${story} can be played to its end`, async ({ page, app, text, consoleWatch }) => {
    test.slow()
    consoleWatch.expectRefusal(/\/verification$/, 422)
    const walk: Walk = { page, text, app, story }
    await page.goto('/practice')
    await page.getByRole('radio', { name: text(`practice.stories.${story}`) }).check()
    await button(page, text('practice.start')).click()
    await expect(heading(page, text('number.heading'))).toBeVisible()
    await button(page, text('wizard.continue')).click()
    await TWISTS[story]?.(walk)
    await expect(heading(page, text('codeMethod.heading'))).toBeVisible({ timeout: 30_000 })
    const call = page.getByRole('radio', { name: text('codeMethod.call') })
    if (story === 'landline') await expect(call).toBeChecked()
    await button(page, text('codeMethod.send')).click()
    if (story === 'answer_lost') {
      await expect(page.getByText(text('wizard.live.unknown'))).toBeVisible()
      await expect(button(page, text('codeMethod.send'))).toBeVisible({ timeout: 30_000 })
      await button(page, text('codeMethod.send')).click()
    }
    await expect(heading(page, text('code.heading'))).toBeVisible({ timeout: 60_000 })
    await (CODES[story] ?? typeCode)(walk)
    await expect(heading(page, text('pin.heading'))).toBeVisible({ timeout: 30_000 })
    await savePin(page, text)
    await button(page, text('review.submit')).click()
    if (story === 'answer_lost') await expect(page.getByText(text('plate.unsure'))).toBeVisible()
    await expect(heading(page, text('done.heading'))).toBeVisible({ timeout: 60_000 })
    await expect(page.getByText(text('practice.band')).first()).toBeVisible()
  })
}
