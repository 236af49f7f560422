import type { Page } from '@playwright/test'
import { DEAD_ENDS, type DeadEnd } from '../lib/migration/dead-ends'
import type { MovePlan } from '../lib/migration/plan'
import { good } from './support/api'
import { noSidewaysScroll } from './support/fits'
import { freshNumber, moveAt } from './support/move'
import { noAxeViolations } from './support/no-axe-violations'
import { stopEveryMove } from './support/stop-every-move'
import { expect, test } from './support/test'
import type { Text } from './support/texts'
import { heading } from './support/walk-to-moved'

const LOCALES = ['en-GB', 'vi-VN'] as const
/** The number of the simulated source that has nothing against it. */
const SHOP = '+84 912 345 678'
const PHONE = { width: 360, height: 640 }

test.beforeEach(async ({ api, meta }) => {
  await stopEveryMove(api)
  await meta.reset()
})

for (const locale of LOCALES) {
  test.describe(locale, () => {
    test.use({ locale })

    test('the plan names what moves and what does not, on screen and on paper, and only reads', async ({
      page,
      api,
      meta,
      text,
    }) => {
      const move = await moveAt({ api, meta }, 'ready', { number: SHOP })
      const before = (await meta.ledger()).length
      await page.goto(move.path('checks'))
      await page.getByRole('link', { name: text('plan.link') }).click()
      await expect(heading(page, text('plan.heading'))).toBeVisible()
      await expect(page.getByText(text('plan.stops.none'))).toBeVisible()

      const plan = good<MovePlan>(await api.get(`/api/migrations/${move.id}/plan`))
      const moves = page.getByRole('region', { name: text('plan.moves') })
      const stays = page.getByRole('region', { name: text('plan.staysHeading') })
      expect(plan.templates?.moving.length).toBeGreaterThan(0)
      for (const { name, language } of plan.templates?.moving ?? []) {
        await expect(moves.getByRole('listitem').filter({ hasText: `${name} (${language})` })).toHaveCount(1)
      }
      const reasons = new Set(plan.templates?.staying.map(({ reason }) => reason))
      expect(reasons.size).toBeGreaterThanOrEqual(7)
      for (const { name, language, reason, status } of plan.templates?.staying ?? []) {
        const item = stays.getByRole('listitem').filter({ hasText: `${name} (${language})` })
        await expect(item).toContainText(text(`plan.stays.${reason}`, { status }))
      }
      const steps = page.getByRole('region', { name: text('plan.steps') })
      await expect(steps.getByRole('listitem')).toHaveCount(plan.calls.length)
      await expect(steps.getByText(text('plan.noReturn'))).toBeVisible()

      const writes = (await meta.ledger())
        .slice(before)
        .filter(({ method, call }) => method !== 'GET' && call !== 'batch')
      expect(writes, 'a plan sends nothing').toEqual([])

      await noAxeViolations(page)
      await page.setViewportSize(PHONE)
      await noSidewaysScroll(page)
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
      await expect(stays.getByText('win_a_phone (vi)')).toBeVisible()
      await expect(page.getByRole('button', { name: text('plan.print') })).toBeHidden()
      expect(await page.evaluate(() => getComputedStyle(document.body).color)).toBe('rgb(0, 0, 0)')
      expect((await page.pdf({ preferCSSPageSize: true })).toString('latin1')).toMatch(
        /MediaBox ?\[0 0 59[45]\S* 84[12]/,
      )
    })

    for (const reason of DEAD_ENDS) {
      test(`a number that cannot be moved here: ${reason}`, async ({ page, api, meta, text, consoleWatch }) => {
        consoleWatch.expectRefusal(/^\/api\/migrations\/\w+(\/code)?$/, 409)
        await page.setViewportSize(PHONE)
        const id = await WAYS[reason]({ page, api, meta, text })
        await expect(page).toHaveURL(new RegExp(`/migrations/${id}/dead-end/${reason}$`))
        await expect(heading(page, text(`deadEnd.${reason}.heading`))).toBeVisible()
        const main = page.getByRole('main')
        await expect(main.getByText(text('deadEnd.nothing'), { exact: true })).toBeVisible()
        for (const line of text(`deadEnd.${reason}.todo`).split('\n')) await expect(main.getByText(line)).toBeVisible()
        await expect(main.getByText(text(`deadEnd.${reason}.lost`))).toBeVisible()
        await expect(main.getByRole('link', { name: text('checks.detail.open') })).toBeVisible()
        await expect(main.getByRole('link', { name: text('deadEnd.number') })).toBeVisible()
        await expect(main.getByRole('link', { name: text('deadEnd.accounts') })).toBeVisible()
        await noAxeViolations(page)
        await noSidewaysScroll(page)
      })
    }
  })
}

type Place = { page: Page; text: Text } & Parameters<typeof moveAt>[0]

/** Where a person meets each of them, and the link they press there. Answers with the move's id. */
const WAYS: Readonly<Record<DeadEnd, (place: Place) => Promise<string>>> = {
  business_app: (place) => fromNumbers(place, '+84 903 555 012'),
  test_number: (place) => fromNumbers(place, '+1 555-010-0123'),
  on_premises: async (place) => {
    await place.meta.control('POST', '/world', { number: { number: SHOP, platformType: 'ON_PREMISE' } })
    return fromCheck(place, 'cloud_api')
  },
  other_business: async (place) => {
    await place.meta.control('POST', '/world', { source: { sameBusiness: false } })
    return fromCheck(place, 'same_business')
  },
  already_connected: async ({ page, text, api, meta }) => {
    await meta.control('POST', '/world', { source: { access: 'hidden' } })
    const move = await moveAt({ api, meta }, 'number')
    await meta.control('POST', '/world', { onDestination: { number: SHOP, as: 'connected' } })
    await page.goto(move.path('number'))
    await page.getByRole('textbox').fill(SHOP)
    await page.getByRole('button', { name: text('wizard.continue'), exact: true }).click()
    await page.getByRole('link', { name: text('common.otherWay') }).click()
    return move.id
  },
  add_directly: (place) => fromRefusal(place, 'addDirectly'),
  partner_solution: (place) => fromRefusal(place, 'sourceNotSetUp'),
}

async function fromNumbers({ page, text, api, meta }: Place, number: string): Promise<string> {
  const move = await moveAt({ api, meta }, 'number')
  await page.goto(move.path('number'))
  const digits = number.replaceAll(/\D/g, '').slice(-4)
  await page
    .getByRole('region', { name: text('number.cannotMove') })
    .getByRole('link', { name: new RegExp(`${text('common.otherWay')}.*${digits.slice(-3)}$`) })
    .click()
  return move.id
}

async function fromCheck({ page, text, api, meta }: Place, kind: string): Promise<string> {
  const move = await moveAt({ api, meta }, 'chosen', { number: SHOP })
  await page.goto(`${move.path('checks')}/${kind}`)
  await page.getByRole('link', { name: text('common.otherWay') }).click()
  return move.id
}

async function fromRefusal({ page, text, api, meta }: Place, answer: string): Promise<string> {
  const move = await moveAt({ api, meta }, 'ready', { number: freshNumber() })
  await meta.control('POST', '/faults', { call: 'add_number', kind: 'error', answer })
  await page.goto(move.path('code-method'))
  await page.getByRole('button', { name: text('codeMethod.send') }).click()
  await page.getByRole('link', { name: text('common.otherWay') }).click()
  return move.id
}
