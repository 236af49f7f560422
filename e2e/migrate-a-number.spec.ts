import type { Locator, Page } from '@playwright/test'
import { good } from './support/api'
import { noSidewaysScroll, onFirstScreen } from './support/fits'
import { type Hands, handsOf, keyboardOf } from './support/hands'
import { practise } from './support/move'
import { noAxeViolations } from './support/no-axe-violations'
import { expect, test } from './support/test'
import type { Text } from './support/texts'

const NUMBER = '+84 912 345 678'
const PHONE = { width: 360, height: 640 }
const LAPTOP = { width: 1280, height: 800 }

/** What is looked at on each page before the next press. `inSight` must be on the screen that opens. */
type Look = (inSight?: Locator[]) => Promise<void>

// The dashboard starts at once only when there is one connection to start with.
test.beforeEach(async ({ api }) => {
  for (const { id } of good<{ id: string }[]>(await api.get('/api/connections')))
    await api.delete(`/api/connections/${id}`)
  await practise(api)
})

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })

/** From the dashboard, with a known connection and a number that is ready, to "moved". */
async function moveNumber(page: Page, text: Text, hands: Hands, look: Look): Promise<void> {
  await page.goto('/migrations')
  await expect(heading(page, text('dashboard.heading'))).toBeVisible()
  await look()
  await hands.press(page.getByRole('button', { name: text('dashboard.start') }))

  await expect(heading(page, text('checks.heading'))).toBeVisible()
  await expect(page.getByText(text('practice.band'))).toBeVisible()
  await look()
  const goOn = page.getByRole('button', { name: text('wizard.continue'), exact: true })
  await hands.press(goOn)

  await expect(heading(page, text('number.heading'))).toBeVisible()
  await expect(page).toHaveTitle(new RegExp(text('number.heading').replace('?', '\\?')))
  const number = page.getByRole('radio', { name: NUMBER })
  await expect(number).toBeChecked()
  await look([number, goOn])
  await hands.press(goOn)

  await expect(heading(page, text('codeMethod.heading'))).toBeVisible()
  await expect(page.getByText(text('plate.before'))).toBeVisible()
  await expect(page.getByRole('radio', { name: text('codeMethod.sms') })).toBeChecked()
  await look()
  await hands.press(page.getByRole('button', { name: text('codeMethod.send') }))

  const code = page.getByRole('textbox', { name: text('code.heading') })
  await expect(code).toBeVisible()
  await look([code, goOn])
  await hands.typeDigits(code, await readDrawnPhone(page, text))
  await hands.enter()

  await expect(heading(page, text('pin.heading'))).toBeVisible()
  const pin = page.getByRole('status').filter({ hasText: /^\d{3}\s?\d{3}$/ })
  const saved = page.getByRole('button', { name: text('pin.saved') })
  await expect(pin).toBeVisible()
  await look([pin, saved])
  await hands.press(saved)

  await expect(heading(page, text('review.heading'))).toBeVisible()
  await expect(page.getByText(text('review.noUndo'))).toBeVisible()
  await look()
  await hands.press(page.getByRole('button', { name: text('review.submit') }))

  await expect(heading(page, text('done.heading'))).toBeVisible()
  await expect(page.getByText(text('plate.after'))).toBeVisible()
  await expect(page.getByText(NUMBER).first()).toBeVisible()
  await look()
}

async function readDrawnPhone(page: Page, text: Text): Promise<string> {
  const message = page
    .getByRole('region', { name: text('practicePhone.heading') })
    .getByText(/\d{3}-?\d{3}/)
    .first()
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
