import type { Page } from '@playwright/test'
import { metaCatalog } from '../lib/errors/catalog'
import type { TemplateRow, TemplateState, TemplatesView } from '../lib/templates/view'
import { type Api, good } from './support/api'
import { noSidewaysScroll } from './support/fits'
import { forgetLimits } from './support/forget-limits'
import { type Hands, keyboardOf } from './support/hands'
import type { MetaOverHttp } from './support/meta-over-http'
import { type Move, moveAt } from './support/move'
import { noAxeViolations } from './support/no-axe-violations'
import { expectAtField, said } from './support/said'
import { stopEveryMove } from './support/stop-every-move'
import { expect, test } from './support/test'
import type { Text } from './support/texts'
import { heading } from './support/walk-to-moved'

const LOCALES = ['en-GB', 'vi-VN'] as const
/** The number of the simulated source that has nothing against it. */
const SHOP = '+84 912 345 678'
const PHONE = { width: 360, height: 640 }

/** Of each of our words for it, an answer of the simulated Meta. */
const REFUSALS = {
  template_exists: 'templateExists',
  template_no_room: 'templateLimit',
  template_name_refused: 'templateName',
  template_header_refused: 'templateHeader',
  template_body_refused: 'templateBody',
  template_variables_refused: 'templateEdges',
  template_footer_refused: 'templateFooter',
  template_refused: 'templateTooLong',
}

test.beforeEach(async ({ app, api, meta }) => {
  await stopEveryMove(api)
  await forgetLimits(app)
  await meta.reset()
})

const templatesPath = (move: Move) => `/migrations/${move.id}/templates`

const known = async (api: Api, move: Move): Promise<TemplatesView> =>
  good<TemplatesView>(await api.get(`/api/migrations/${move.id}/templates`))

const inState = ({ rows }: TemplatesView, ...states: TemplateState[]): TemplateRow[] =>
  rows.filter(({ state }) => states.includes(state))

/** The ids that Meta was asked to copy, call by call. */
const askedFor = async (meta: MetaOverHttp): Promise<string[][]> =>
  (await meta.ledger())
    .filter(({ call }) => call === 'copy_templates')
    .map(({ body }) => [body.template_ids].flat().map(String))

/** The page has read both accounts by itself. */
async function openRead(page: Page, api: Api, text: Text, move: Move): Promise<void> {
  await page.goto(templatesPath(move))
  await expect(heading(page, text('templates.heading'))).toBeVisible()
  await waitUntilRead(page, api, text, move)
}

async function waitUntilRead(page: Page, api: Api, text: Text, move: Move): Promise<void> {
  await expect.poll(async () => (await known(api, move)).readAt).not.toBeNull()
  const [opening = ''] = text('templates.readAt', { time: '|' }).split('|')
  await expect(page.getByText(opening)).toBeVisible()
}

const copyButton = (page: Page, text: Text, n: number) =>
  page.getByRole('button', { name: n === 1 ? text('templates.copy.one') : text('templates.copy.many', { n }) })

const box = (page: Page, name: string) => page.getByRole('checkbox', { name: new RegExp(`^${name} `) })

async function unfold(page: Page): Promise<void> {
  for (const fold of await page.locator('fieldset details').all()) {
    if ((await fold.getAttribute('open')) === null) await fold.locator('> summary').click()
  }
}

async function chooseOnly(page: Page, ...names: string[]): Promise<void> {
  await unfold(page)
  for (const each of await page.getByRole('checkbox').all()) await each.uncheck()
  for (const name of names) await box(page, name).first().check()
}

for (const locale of LOCALES) {
  test.describe(locale, () => {
    test.use({ locale })

    test('three hundred templates: what becomes of each, and as many copied as fit', async ({
      page,
      api,
      meta,
      text,
    }) => {
      test.setTimeout(120_000)
      await meta.control('POST', '/world', { templates: 300, templateRoom: 60 })
      const move = await moveAt({ api, meta }, 'ready', { number: SHOP })
      await page.goto(move.path('checks'))
      await page.getByRole('link', { name: text('templates.link') }).click()
      await waitUntilRead(page, api, text, move)

      const before = await known(api, move)
      const open = inState(before, 'moves', 'can_copy').length
      expect(before).toMatchObject({ room: 60, sourceReadable: true })
      expect(open).toBeGreaterThan(60)
      const main = page.getByRole('main')
      for (const state of ['moves', 'can_copy'] as const) {
        const n = inState(before, state).length
        await expect(main.getByText(text(`templates.parts.${state}`, { n }))).toBeVisible()
      }
      await expect(main.getByText(text('templates.room', { n: 60 }))).toBeVisible()
      await expect(main.getByText(text('templates.roomShort', { limit: 250 }))).toBeVisible()
      await expect(main.getByText(text('templates.copy.what'))).toBeVisible()
      const stays = page.getByRole('region', { name: text('templates.states.stays') })
      await stays.getByText(text('templates.show', { n: inState(before, 'stays').length })).click()
      for (const reason of ['quality_low', 'quality_medium', 'rejected', 'paused', 'disabled']) {
        await expect(stays.getByText(text(`plan.stays.${reason}`)).first()).toBeVisible()
      }
      await noAxeViolations(page)
      await page.setViewportSize(PHONE)
      await noSidewaysScroll(page)

      await copyButton(page, text, 60).click()
      const after = await expectCopied(page, api, move, { asked: 60 })
      const failed = inState(after, 'failed').length
      expect(failed).toBeGreaterThan(0)
      expect(after.lastCopy).toMatchObject({ asked: 60, arrived: 60 - failed, failed })
      await expect(main.getByText(text('templates.lastFailed', { n: failed }))).toBeVisible()
      await unfold(page)
      await expect(main.getByText('Incorrect category').first()).toBeVisible()
      await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(failed)
      await expect(main.getByText(text('templates.room', { n: failed }))).toBeVisible()
      expect((await askedFor(meta)).flat()).toHaveLength(60)
      await noAxeViolations(page)
      await noSidewaysScroll(page)
    })

    test('a copy whose answer is lost is found, and nothing is asked for twice', async ({ page, api, meta, text }) => {
      const move = await moveAt({ api, meta }, 'ready', { number: SHOP })
      await openRead(page, api, text, move)
      await meta.control('POST', '/world', { templateFailures: { feedback_request: 'Incorrect category' } })
      await meta.control('POST', '/faults', { call: 'copy_templates', kind: 'reset_after_work' })
      await chooseOnly(page, 'order_shipped', 'thank_you')
      await copyButton(page, text, 2).click()
      await expect(page.getByText(text('wizard.live.copyUnknown'))).toBeVisible()
      await expect(page.getByRole('checkbox')).toHaveCount(0)
      await noAxeViolations(page)

      const { lastCopy } = await expectCopied(page, api, move, { asked: 2, arrived: 2, failed: 0 })
      expect(lastCopy).not.toBeNull()
      const open = inState(await known(api, move), 'moves', 'can_copy').length
      await copyButton(page, text, open).click()
      await expectCopied(page, api, move, { asked: open, arrived: open - 1, failed: 1 })
      const asked = await askedFor(meta)
      expect(asked.map(({ length }) => length)).toEqual([2, open])
      expect(new Set(asked.flat()).size).toBe(open + 2)

      await unfold(page)
      await box(page, 'feedback_request').check()
      await meta.control('POST', '/world', { templateFailures: {} })
      await copyButton(page, text, 1).click()
      await expectCopied(page, api, move, { asked: 1 })
      const stays = page.getByRole('region', { name: text('templates.states.stays') })
      await stays.locator('summary').click()
      await stays
        .getByRole('link', { name: text('templates.makeAnew') })
        .first()
        .click()
      await expect(page).toHaveURL(/\/templates\/recreate\?name=/)
    })

    test('a source that cannot be read: a list from a file, and one template made anew', async ({
      page,
      api,
      meta,
      text,
      consoleWatch,
    }) => {
      consoleWatch.expectRefusal(/\/templates\/(file|recreation)$/, 422)
      consoleWatch.expectRefusal(/\/templates\/recreation$/, 409)
      const readable = await moveAt({ api, meta }, 'ready', { number: SHOP })
      await openRead(page, api, text, readable)
      const saved = page.waitForEvent('download')
      await page.getByRole('link', { name: text('templates.file.save') }).click()
      const file = await (await saved).path()

      await stopEveryMove(api)
      await meta.control('POST', '/world', { source: { access: 'hidden' } })
      const move = await moveAt({ api, meta }, 'chosen', { number: SHOP })
      await openRead(page, api, text, move)
      await expect(page.getByText(text('templates.file.moves'))).toBeVisible()
      const field = page.getByLabel(text('templates.file.label'))
      const send = page.getByRole('button', { name: text('templates.file.send') })
      await send.click()
      await expectAtField(page, text, field, said(text, 'template_file_empty'))
      await field.setInputFiles({ name: 'notes.json', mimeType: 'application/json', buffer: Buffer.from('hello') })
      await send.click()
      await expectAtField(page, text, field, said(text, 'template_file_format'))
      await noAxeViolations(page)
      await field.setInputFiles(file)
      await send.click()
      await expect(page.getByText(text('templates.file.from'))).toBeVisible()
      await expect(page.getByRole('checkbox')).toHaveCount(0)
      await page.setViewportSize(PHONE)
      await noSidewaysScroll(page)
      await noAxeViolations(page)

      const stays = page.getByRole('region', { name: text('templates.states.stays') })
      await stays.locator('summary').click()
      await stays.getByRole('listitem').filter({ hasText: 'weekend_offer' }).first().getByRole('link').click()
      await expect(heading(page, text('templates.anew.heading', { name: 'weekend_offer' }))).toBeVisible()
      await noAxeViolations(page)
      await noSidewaysScroll(page)
      const name = page.getByLabel(text('templates.anew.name'), { exact: true })
      const body = page.getByLabel(text('templates.anew.body'), { exact: true })
      const make = page.getByRole('button', { name: text('templates.anew.send') })
      const words = 'Đơn hàng mới nhất của bạn tại cửa hàng là {{1}}'
      await name.fill('Weekend')
      await make.click()
      await expectAtField(page, text, name, said(text, 'template_name_format'))
      await name.fill('weekend_2')
      await body.fill('')
      await make.click()
      await expectAtField(page, text, body, said(text, 'template_text_empty'))
      await body.fill(words)
      await make.click()
      await expectAtField(page, text, body, said(text, 'template_variables_refused'))
      await expect(page.getByText(/Variables can't be at the start or end/)).toBeVisible()
      await expect(body).toHaveValue(words)
      await expect(name).toHaveValue('weekend_2')
      await noAxeViolations(page)
      await body.fill('Cuối tuần này giảm 10% cho mọi đơn hàng tại cửa hàng.')
      await page.getByRole('radio', { name: text('templates.category.MARKETING') }).check()
      await make.click()
      await expect(
        page.getByRole('status').getByText(text('templates.anew.done', { name: 'weekend_offer' })),
      ).toBeVisible()
      expect(inState(await known(api, move), 'there').map((row) => [row.name, row.madeAs])).toContainEqual([
        'weekend_offer',
        'weekend_2',
      ])
    })

    test('every answer of Meta to a new template has its words, and what was written stays', async ({
      page,
      api,
      meta,
      text,
      consoleWatch,
    }) => {
      consoleWatch.expectRefusal(/\/templates\/recreation$/, 409)
      consoleWatch.expectRefusal(/\/templates\/recreation$/, 422)
      const ofTemplates = Object.keys(metaCatalog).filter((code) => /^template_(?!unfit)/.test(code))
      expect(Object.keys(REFUSALS).toSorted()).toEqual(ofTemplates.toSorted())
      const move = await moveAt({ api, meta }, 'ready', { number: SHOP })
      await openRead(page, api, text, move)
      await page.goto(`${templatesPath(move)}/recreate?name=weekend_offer&language=vi`)
      const name = page.getByLabel(text('templates.anew.name'), { exact: true })
      await page.getByRole('radio', { name: text('templates.category.MARKETING') }).check()
      await name.fill('weekend_again')
      for (const [code, answer] of Object.entries(REFUSALS)) {
        await meta.control('POST', '/faults', { call: 'create_template', kind: 'error', answer })
        await page.getByRole('button', { name: text('templates.anew.send') }).click()
        await expect(page.getByText(text.error(code)).first(), code).toBeVisible()
        await expect(name).toHaveValue('weekend_again')
      }
      await noAxeViolations(page)
    })

    test('after the move: what arrived, and the business profile put back', async ({ page, api, meta, text }) => {
      const move = await moveAt({ api, meta }, 'confirmed', { number: SHOP })
      await page.goto(move.path('done'))
      const { before, after } = await move.view()
      expect(before?.profile?.about).toBeTruthy()
      expect(after?.profile?.about).toBe('')
      await page.getByText(text('profile.heading')).click()
      await expect(page.locator('dl').getByText(before?.profile?.about ?? '-')).toBeVisible()
      await noAxeViolations(page)
      await page.setViewportSize(PHONE)
      await noSidewaysScroll(page)
      await page.getByRole('button', { name: text('profile.restore') }).click()
      await expect(page.getByText(text('profile.heading'))).toHaveCount(0)
      expect((await move.view()).after?.profile).toMatchObject({ about: before?.profile?.about })

      await page.getByRole('link', { name: text('done.templatesLink') }).click()
      await waitUntilRead(page, api, text, move)
      const view = await known(api, move)
      expect(inState(view, 'there').length).toBeGreaterThan(0)
      expect(inState(view, 'moves')).toEqual([])
      const open = inState(view, 'can_copy').length
      await copyButton(page, text, open).click()
      await expectCopied(page, api, move, { asked: open, arrived: open })
      await noAxeViolations(page)
      await noSidewaysScroll(page)
    })
  })
}

test('by keyboard alone: choose two, copy them, and read what became of them', async ({ page, api, meta, text }) => {
  const move = await moveAt({ api, meta }, 'ready', { number: SHOP })
  await meta.control('POST', '/world', { templates: 12 })
  await openRead(page, api, text, move)
  const keys: Hands = keyboardOf(page)
  const open = inState(await known(api, move), 'moves', 'can_copy')
  const moving = inState(await known(api, move), 'moves')
  await keys.press(page.locator('fieldset summary').first())
  for (const row of moving.slice(1)) {
    await page.keyboard.press('Tab')
    const each = page.getByRole('checkbox', { name: new RegExp(`^${row.name} `) })
    for (let tabs = 0; tabs < 20 && !(await each.evaluate((at) => at === document.activeElement)); tabs += 1) {
      await page.keyboard.press('Tab')
    }
    await page.keyboard.press('Space')
    await expect(each).not.toBeChecked()
  }
  await keys.press(copyButton(page, text, open.length - moving.length + 1))
  await expectCopied(page, api, move, { asked: open.length - moving.length + 1 })
  // What became of it has the focus.
  await expect(page.locator(':focus')).toContainText(
    text('templates.lastCopy', { time: '', arrived: 0, asked: 0 }).slice(0, 9),
  )
})

/** The server knows, and the page shows it by itself. */
async function expectCopied(
  page: Page,
  api: Api,
  move: Move,
  wanted: { asked: number; arrived?: number; failed?: number },
): Promise<TemplatesView> {
  await expect.poll(async () => (await known(api, move)).lastCopy, { timeout: 30_000 }).toMatchObject(wanted)
  const view = await known(api, move)
  const { arrived, asked } = view.lastCopy ?? { arrived: 0, asked: 0 }
  const counts = new RegExp(`${arrived}\\D+${asked}`)
  await expect(page.getByRole('status').filter({ hasText: counts })).toBeVisible()
  return view
}
