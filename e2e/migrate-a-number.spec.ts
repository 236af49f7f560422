import type { Page } from '@playwright/test'
import { good } from './support/api'
import { noSidewaysScroll, onFirstScreen } from './support/fits'
import { type Hands, handsOf, keyboardOf } from './support/hands'
import { practise } from './support/move'
import { noAxeViolations } from './support/no-axe-violations'
import { expect, test } from './support/test'
import type { Text } from './support/texts'
import { heading, type Look, walkToMoved } from './support/walk-to-moved'

const NUMBER = '+84 912 345 678'
const PHONE = { width: 360, height: 640 }
const LAPTOP = { width: 1280, height: 800 }

// The dashboard starts at once only when there is one connection to start with.
test.beforeEach(async ({ api }) => {
  for (const { id } of good<{ id: string }[]>(await api.get('/api/connections')))
    await api.delete(`/api/connections/${id}`)
  await practise(api)
})

/** From the dashboard, with a known connection and a number that is ready, to "moved". */
async function moveNumber(page: Page, text: Text, hands: Hands, look: Look): Promise<void> {
  await page.goto('/migrations')
  await expect(heading(page, text('dashboard.heading'))).toBeVisible()
  await look()
  await hands.press(page.getByRole('button', { name: text('dashboard.start') }))
  await expect(page.getByText(text('practice.band'))).toBeVisible()
  await expect(heading(page, text('checks.heading'))).toBeVisible()
  await look()
  await hands.press(page.getByRole('button', { name: text('wizard.continue'), exact: true }))
  await walkToMoved({ page, text, hands, number: NUMBER, look, readCode: () => readDrawnPhone(page, text) })
}

async function readDrawnPhone(page: Page, text: Text): Promise<string> {
  const phone = page.getByRole('region', { name: text('practicePhone.heading') })
  const message = phone.getByText(/\d{3}-?\d{3}/).first()
  const [code = ''] = /\d{3}-?\d{3}/.exec(await message.innerText()) ?? []
  return code.replace('-', '')
}

for (const { name, use } of [
  { name: 'English, laptop', use: { locale: 'en-GB', viewport: LAPTOP } },
  { name: 'English, phone, dark', use: { locale: 'en-GB', viewport: PHONE, colorScheme: 'dark' } },
  { name: 'Vietnamese, laptop, dark', use: { locale: 'vi-VN', viewport: LAPTOP, colorScheme: 'dark' } },
  { name: 'Vietnamese, phone', use: { locale: 'vi-VN', viewport: PHONE } },
] as const) {
  test.describe(name, () => {
    test.use(use)
    test('a number moves in practice', async ({ page, text, viewport }) => {
      const isPhone = viewport?.width === PHONE.width
      const hands = handsOf(page)
      await moveNumber(page, text, hands, async (inSight = []) => {
        await expect(page.locator('html')).toHaveAttribute('lang', text.locale)
        await noAxeViolations(page)
        if (!isPhone) return
        await onFirstScreen(page, ...inSight)
        await page.setViewportSize({ width: 320, height: 640 })
        await noSidewaysScroll(page)
        await page.setViewportSize(PHONE)
      })
      const { presses, digits } = hands.counts()
      expect(digits).toBe(6)
      expect(presses).toBeLessThanOrEqual(7)
      if (name === 'English, laptop') report(`From the dashboard to moved: ${presses} presses, ${digits} digits`)
    })
  })
}

test('with the keyboard only', async ({ page, text }) => {
  const hands = keyboardOf(page)
  await moveNumber(page, text, hands, async () => {
    if ((await heading(page, text('codeMethod.heading')).count()) === 0) return
    await hands.choose(page.getByRole('radio', { name: text('codeMethod.call') }))
    await hands.choose(page.getByRole('radio', { name: text('codeMethod.sms') }))
  })
})

/** A line for whoever reads the run. */
const report = (line: string) => process.stdout.write(`${line}\n`)
