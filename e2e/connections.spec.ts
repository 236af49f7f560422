import type { Page } from '@playwright/test'
import { noSidewaysScroll } from './support/fits'
import { noAxeViolations } from './support/no-axe-violations'
import { expect, test } from './support/test'
import type { Text } from './support/texts'

// They change what the simulated Meta thinks of the token: one after the other.
test.describe.configure({ mode: 'default' })

test.afterEach(async ({ meta, api }) => {
  await meta.reset()
  const { body } = await api.get('/api/connections')
  for (const { id } of body as { id: string }[]) await api.delete(`/api/connections/${id}`)
})

test('the guide leads from the question to the field in six pages', async ({ page, text }) => {
  await page.goto('/connections/new')
  await noAxeViolations(page)
  await page.getByRole('button', { name: text('common.continue') }).click()
  await expect(page.getByRole('link', { name: text.error('token_choice_empty') })).toBeVisible()
  await noAxeViolations(page)
  await page.getByRole('radio', { name: text('connections.choiceNo') }).check()
  await page.getByRole('button', { name: text('common.continue') }).click()
  for (const number of [1, 2, 3, 4, 5, 6]) {
    await expect(page).toHaveURL(new RegExp(`/connections/guide/${number}$`))
    await expect(page.getByRole('heading', { level: 1 })).toContainText(text(`guide.p${number}.title`))
    await expect(page.getByRole('img', { name: text(`guide.p${number}.alt`) })).toBeVisible()
    await noAxeViolations(page)
    await page.getByText(text('guide.continue')).click()
  }
  await expect(page.getByRole('heading', { level: 1 })).toContainText(text('token.heading'))
  await noAxeViolations(page)
})

test('the guide on a phone, in Vietnamese, in the dark', async ({ browser, app, ownerState }) => {
  const context = await browser.newContext({
    baseURL: app.url,
    storageState: ownerState,
    locale: 'vi-VN',
    colorScheme: 'dark',
    viewport: { width: 320, height: 640 },
  })
  const page = await context.newPage()
  for (const path of ['new', 'ask', 'token', ...[1, 2, 3, 4, 5, 6].map((number) => `guide/${number}`)]) {
    await page.goto(`/connections/${path}`)
    await expect(page.locator('html')).toHaveAttribute('lang', 'vi')
    await noAxeViolations(page)
    await noSidewaysScroll(page)
  }
  await context.close()
})

const paste = async (page: Page, text: Text, token: string) => {
  await page.getByRole('textbox', { name: text('token.heading') }).fill(token)
  await page.getByRole('button', { name: text('token.submit') }).click()
}

/** The words stand at the field and in the summary; what was pasted stands nowhere but in the field itself. */
async function expectRefused(page: Page, text: Text, code: string, token: string, params = {}) {
  const words = text.error(code, params)
  await expect(page.getByRole('alert').getByText(words)).toBeVisible()
  const field = page.getByRole('textbox', { name: text('token.heading') })
  await expect(field).toHaveAccessibleDescription(new RegExp(words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
  await expect(page).toHaveTitle(new RegExp(`^${text('common.errorPrefix')}:`))
  if (token.length > 20) expect(await page.content()).not.toContain(token)
}

test('each wrong token is refused in its own words', async ({ page, meta, text, consoleWatch }) => {
  consoleWatch.expectRefusal('/api/connections', 422)
  await page.goto('/connections/token')
  const wrong = [
    ['token_empty', ''],
    ['token_short', 'EAAGm0PX4ZCpsBA'],
    ['token_looks_like_secret', '0123456789abcdef0123456789abcdef'],
    ['token_looks_like_id', '104857629103846'],
  ] as const
  for (const [code, token] of wrong) {
    await paste(page, text, token)
    await expectRefused(page, text, code, token)
  }
  await noAxeViolations(page)

  await meta.control('POST', '/token', { action: 'kill', subcode: 463 })
  await paste(page, text, meta.token)
  await expectRefused(page, text, 'token_expired', meta.token)

  await meta.control('POST', '/token', { action: 'revive' })
  await meta.control('POST', '/token', {
    action: 'scopes',
    scopes: ['business_management', 'whatsapp_business_messaging'],
  })
  await paste(page, text, meta.token)
  await expectRefused(page, text, 'token_scope_missing', meta.token, { scopes: 'whatsapp_business_management' })
})

test('a token that sees no account, and a Meta that does not answer', async ({ page, meta, text, consoleWatch }) => {
  consoleWatch.expectRefusal('/api/connections', 422)
  consoleWatch.expectRefusal('/api/connections', 503)
  await page.goto('/connections/token')
  await meta.control('POST', '/world', { source: { access: 'hidden' }, destination: { access: 'hidden' } })
  await paste(page, text, meta.token)
  await expectRefused(page, text, 'token_no_accounts', meta.token)

  await meta.reset()
  await meta.control('POST', '/faults', { call: 'any', kind: 'reset_before', times: 50 })
  await paste(page, text, meta.token)
  await expect(page.getByRole('alert').getByText(text.error('meta_down'))).toBeVisible()
})

test('a good token is cleaned and kept, never shown again, replaced and removed', async ({ page, meta, text, api }) => {
  await page.goto('/connections/token')
  const half = Math.floor(meta.token.length / 2)
  await paste(page, text, `"Bearer ${meta.token.slice(0, half)}\n  ${meta.token.slice(half)}"`)
  // The token of this pretend Meta never ends: that is said once.
  await expect(page.getByText(text('token.never_expires'))).toBeVisible()
  await noAxeViolations(page)
  expect(await page.content()).not.toContain(meta.token)

  await page.goto('/connections')
  const entry = page.getByRole('article').filter({ hasText: 'Lan' })
  await expect(entry.getByText(`••••${meta.token.slice(-4)}`)).toBeVisible()
  await noAxeViolations(page)
  expect(await page.content()).not.toContain(meta.token)

  const { token: other } = (await meta.control('POST', '/token', { action: 'issue' })) as { token: string }
  await entry.getByRole('link', { name: text('connections.replace') }).click()
  await page
    .getByRole('textbox', { name: new RegExp(text('token.headingReplace', { label: '' }).slice(0, 19)) })
    .fill(other)
  await page.getByRole('button', { name: text('token.submit') }).click()
  await expect(page.getByRole('heading', { level: 1, name: text('token.savedHeading') })).toBeVisible()
  await page.getByRole('link', { name: text('token.goOn') }).click()
  await expect(entry.getByText(`••••${other.slice(-4)}`)).toBeVisible()

  await entry.getByRole('link', { name: text('connections.remove') }).click()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await noAxeViolations(page)
  await page.getByRole('button', { name: text('connections.removeYes') }).click()
  await expect(page.getByText(text('connections.empty'))).toBeVisible()
  expect((await api.get('/api/connections')).body).toEqual([])
})
