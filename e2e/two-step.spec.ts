import type { Page } from '@playwright/test'
import type { Api } from './support/api'
import { noSidewaysScroll } from './support/fits'
import type { MetaOverHttp } from './support/meta-over-http'
import { type Move, moveAt } from './support/move'
import { noAxeViolations } from './support/no-axe-violations'
import { expect, type RestartableApp, test } from './support/restartable'
import { textsIn } from './support/texts'

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })
const section = (page: Page, name: string) => page.getByRole('region', { name })

let taken = 0

/** A move whose number is chosen and locked; each test has a number of its own. */
async function lockedMove(api: Api, meta: MetaOverHttp): Promise<Move> {
  taken += 1
  const number = `+84 911 000 00${taken}`
  await meta.control('POST', '/two-step', { number, on: true })
  return moveAt({ api, meta }, 'chosen', { number })
}

test.beforeEach(async ({ meta }) => {
  await meta.reset()
  await meta.control('POST', '/world', { addNumbers: 4 })
})

const twoStepPage = (move: Move): string => `${move.path('checks')}/two_step_off`

/** Half a minute of Meta's answers, in one statement. */
const growOld = (app: RestartableApp, move: Move) =>
  app.database((database) =>
    database.query(`update checks set read_at = read_at - interval '40 seconds' where migration_id = $1`, [move.id]),
  )

const readsOfNumbers = async (meta: MetaOverHttp): Promise<number> =>
  (await meta.ledger()).filter(({ call }) => call === 'read_number').length

test('both ways, without choosing and with it; the email is late; on a phone, and by keyboard', async ({
  page,
  api,
  meta,
  text,
}) => {
  const move = await lockedMove(api, meta)
  await page.setViewportSize({ width: 360, height: 640 })
  await page.clock.install()
  await page.goto(twoStepPage(move))
  await expect(heading(page, text('checks.two_step_off.detailHeading'))).toBeVisible()

  // Nothing chosen: our token reads the account, so the person can open it.
  const byMyself = section(page, text('twoStep.steps.heading'))
  const link = byMyself.getByRole('link', { name: text('twoStep.steps.open') })
  const { sourceId } = await meta.world()
  await expect(link).toHaveAttribute(
    'href',
    `https://business.facebook.com/wa/manage/phone-numbers/?waba_id=${sourceId}`,
  )
  for (const picture of ['account_tools', 'choose_number', 'two_step_tab', 'turn_off', 'turn_off_mail']) {
    await expect(byMyself.getByRole('img', { name: text(`metaScreens.${picture}.alt`) })).toBeVisible()
  }
  await noAxeViolations(page)
  await noSidewaysScroll(page)

  await byMyself.getByRole('button', { name: text('twoStep.mail.pressed') }).press('Enter')
  await expect(byMyself.getByText(text('twoStep.mail.wait'))).toBeVisible()
  const late = byMyself.getByRole('heading', { name: text('twoStep.mail.lateHeading') })
  await page.clock.fastForward('09:30')
  await expect(late).toBeHidden()
  await page.clock.fastForward('00:40')
  await expect(late).toBeVisible()
  await page.reload()
  await expect(late).toBeVisible()
  await noAxeViolations(page)

  await page.getByRole('radio', { name: text('twoStep.me') }).focus()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('radio', { name: text('twoStep.provider') })).toBeChecked()
  await expect(byMyself).toBeHidden()
  await expect(section(page, text('twoStep.ask.heading'))).toBeVisible()
  await noAxeViolations(page)
  await page.setViewportSize({ width: 320, height: 640 })
  await noSidewaysScroll(page)
})

test('the letter: in the other language, copied, mailed, and alone on paper', async ({
  page,
  context,
  api,
  meta,
  text,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const vi = textsIn('vi')
  const move = await lockedMove(api, meta)
  await page.goto(twoStepPage(move))
  await page.getByRole('radio', { name: text('twoStep.provider') }).check()
  const letter = section(page, text('twoStep.ask.heading'))
  await expect(letter.getByText(text('twoStep.letter.subject', { number: move.number }))).toBeVisible()

  await letter.getByRole('combobox', { name: text('twoStep.ask.language') }).selectOption({ label: 'Tiếng Việt' })
  const body = vi('twoStep.letter.body', { number: move.number })
  await expect(letter.getByText(body)).toHaveAttribute('lang', 'vi')
  await letter.getByRole('button', { name: text('common.copy') }).click()
  await expect(letter.getByText(text('common.copied'))).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(body)

  const mail = new URL((await letter.getByRole('link', { name: text('twoStep.ask.mail') }).getAttribute('href')) ?? '')
  expect(mail.protocol + mail.pathname).toBe('mailto:')
  expect(mail.search.slice(1).split('&').map(decodeURIComponent)).toEqual([
    `subject=${vi('twoStep.letter.subject', { number: move.number })}`,
    `body=${body.replaceAll('\n', '\r\n')}`,
  ])

  await page.evaluate(() => {
    window.print = () => document.body.setAttribute('data-printed', 'yes')
  })
  await letter.getByRole('button', { name: text('twoStep.ask.print') }).click()
  await expect(page.locator('body')).toHaveAttribute('data-printed', 'yes')
  await page.emulateMedia({ media: 'print' })
  const onPaper = (await page.locator('body').innerText()).trim()
  expect(onPaper.replaceAll(/\s+/g, ' ')).toBe(
    `${vi('twoStep.letter.subject', { number: move.number })} ${body}`.replaceAll(/\s+/g, ' '),
  )
})

test('switched off at Meta while the page is open: it says so by itself, with one read each half minute', async ({
  page,
  api,
  meta,
  app,
  text,
}) => {
  const move = await lockedMove(api, meta)
  await page.clock.install()
  await page.goto(twoStepPage(move))
  await expect(page.getByText(text('checks.status.fix'))).toBeVisible()
  await page.evaluate(() => document.body.setAttribute('data-same-page', 'yes'))
  const news = { check: text('checks.two_step_off.title'), state: text('checks.status.ready') }
  const said = page.getByRole('status').filter({ hasText: text('checks.changed', news) })

  const before = await readsOfNumbers(meta)
  await growOld(app, move)
  // The page may just be waiting for an answer, and then does not ask: its half minutes go by until it has.
  await expect(async () => {
    await page.clock.fastForward('00:32')
    expect(await readsOfNumbers(meta)).toBe(before + 1)
  }).toPass()
  await page.clock.fastForward('00:32')
  await page.getByRole('button', { name: text('checks.again') }).waitFor()
  expect(await readsOfNumbers(meta)).toBe(before + 1)
  await expect(said).toHaveCount(0)

  await meta.control('POST', '/two-step', { number: move.number, on: false })
  await growOld(app, move)
  await expect(async () => {
    await page.clock.fastForward('00:32')
    await expect(said).toHaveCount(1, { timeout: 1000 })
  }).toPass()
  await expect(heading(page, text('checks.two_step_off.title'))).toBeVisible()
  await expect(page.getByText(text('checks.status.ready'), { exact: true })).toBeVisible()
  await expect(page.locator('body')).toHaveAttribute('data-same-page', 'yes')
  expect((await move.view()).status).toBe('ready')
})

test('an account nobody can read: the letter first, where to look and a question; also for the other checks', async ({
  page,
  api,
  meta,
  text,
}) => {
  await meta.control('POST', '/world', { source: { access: 'hidden' } })
  const move = await lockedMove(api, meta)
  await page.goto(twoStepPage(move))
  await expect(page.getByRole('radio', { name: text('twoStep.provider') })).toBeChecked()
  const look = section(page, text('twoStep.look.heading'))
  await expect(look.getByRole('img', { name: text('metaScreens.turn_off.alt') })).toBeVisible()
  await expect(page.getByRole('group', { name: text('checks.two_step_off.question') })).toBeVisible()
  await noAxeViolations(page)

  await page.goto(`${move.path('checks')}/display_name`)
  await expect(page.getByRole('img', { name: text('metaScreens.display_name.alt') })).toBeVisible()
  await expect(page.getByRole('link', { name: text('checks.detail.open') })).toBeVisible()
  await noAxeViolations(page)
})
