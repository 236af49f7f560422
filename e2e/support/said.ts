import { expect, type Locator, type Page } from '@playwright/test'
import { timeOfDay } from '../../lib/i18n/fill'
import type { Text } from './texts'

type Params = Readonly<Record<string, string | number>>

const TIME_ZONE = 'Asia/Ho_Chi_Minh'

/** The words of one of our codes as the reader of the run sees them: times are those of their wall. */
export function said(text: Text, code: string, params: Params = {}): string {
  const local = Object.entries(params).map(([name, value]): [string, string | number] => [
    name,
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value)
      ? timeOfDay(value, text.locale, { timeZone: TIME_ZONE })
      : value,
  ])
  return text.error(code, Object.fromEntries(local))
}

/** What is wrong with an answer: in the summary, which has the focus, and at the field itself. */
export async function expectAtField(page: Page, text: Text, field: Locator, words: string): Promise<void> {
  const summary = page.getByRole('alert').filter({ hasText: text('common.problemHeading') })
  await expect(summary).toBeFocused()
  await expect(summary.getByRole('link', { name: words })).toBeVisible()
  await expect(field).toHaveAccessibleDescription(new RegExp(escaped(words)))
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  await expect(page).toHaveTitle(new RegExp(`^${text('common.errorPrefix')}: `))
}

/** What Meta refused: stands on the page, also after a reload. Meta's own words are in the fold only. */
export async function expectRefused(page: Page, text: Text, words: string): Promise<void> {
  const main = page.getByRole('main')
  await expect(main.getByText(text('wizard.refusal.heading'))).toBeVisible()
  await expect(main.getByText(words)).toBeVisible()
  await expect(main.getByText(text('plate.before'))).toBeVisible()
  for (const raw of [/OAuthException/, /\(#\d+\)/, /Invalid parameter/])
    await expect(main.getByText(raw)).toHaveCount(0)
}

export const escaped = (words: string): string => words.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

/** A text with a time of day in it, of any minute. */
export const stamp = (text: Text, key: string, params: Params = {}): RegExp =>
  new RegExp(escaped(text(key, { ...params, time: '@', read: '@' })).replaceAll('@', TIME_OF_DAY))

export const TIME_OF_DAY = String.raw`\d{2}:\d{2}`
