import { expect, type Locator, type Page } from '@playwright/test'
import type { Hands } from './hands'
import type { Text } from './texts'

/** What is looked at on each page before the next press. `inSight` must be on the screen that opens. */
export type Look = (inSight?: Locator[]) => Promise<void>

type Walk = {
  page: Page
  text: Text
  hands: Hands
  number: string
  /** The code as it stands on the phone, digits only. */
  readCode: () => Promise<string>
  look?: Look
}

export const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })

/** From the number page to "moved", as a person with everything ready goes. Returns the PIN they wrote down. */
export async function walkToMoved({
  page,
  text,
  hands,
  number,
  readCode,
  look = async () => {},
}: Walk): Promise<string> {
  const goOn = page.getByRole('button', { name: text('wizard.continue'), exact: true })
  await expect(heading(page, text('number.heading'))).toBeVisible()
  await expect(page).toHaveTitle(new RegExp(text('number.heading').replace('?', '\\?')))
  const chosen = page.getByRole('radio', { name: number })
  await expect(chosen).toBeChecked()
  await look([chosen, goOn])
  await hands.press(goOn)

  await expect(heading(page, text('codeMethod.heading'))).toBeVisible()
  await expect(page.getByText(text('plate.before'))).toBeVisible()
  await expect(page.getByRole('radio', { name: text('codeMethod.sms') })).toBeChecked()
  await look()
  await hands.press(page.getByRole('button', { name: text('codeMethod.send') }))

  const code = page.getByRole('textbox', { name: text('code.heading') })
  await expect(code).toBeVisible()
  await look([code, goOn])
  await hands.typeDigits(code, await readCode())
  await hands.enter()

  await expect(heading(page, text('pin.heading'))).toBeVisible()
  const pin = page.getByRole('status').filter({ hasText: /^\d{3}\s?\d{3}$/ })
  const saved = page.getByRole('button', { name: text('pin.saved') })
  await expect(pin).toBeVisible()
  await look([pin, saved])
  const writtenDown = (await pin.innerText()).replaceAll(/\D/g, '')
  await hands.press(saved)

  await expect(heading(page, text('review.heading'))).toBeVisible()
  await expect(page.getByText(text('review.noUndo'))).toBeVisible()
  await look()
  await hands.press(page.getByRole('button', { name: text('review.submit') }))

  await expect(heading(page, text('done.heading'))).toBeVisible()
  await expect(page.getByText(text('plate.after'))).toBeVisible()
  await expect(page.getByText(number).first()).toBeVisible()
  await look()
  return writtenDown
}
