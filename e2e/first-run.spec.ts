import { noAxeViolations } from './support/no-axe-violations'
import { newOwner, startTestApp, type TestApp } from './support/start-test-app'
import { test as base, expect, GUEST } from './support/test'

const test = base.extend<{ fresh: TestApp }>({
  fresh: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs from this pattern
    async ({}, use) => {
      const fresh = await startTestApp({ owner: null })
      await use(fresh)
      await fresh.stop()
    },
    { timeout: 120_000 },
  ],
  storageState: GUEST,
})

test('the printed link makes the owner, who starts to practice', async ({ page, fresh, text }) => {
  const owner = newOwner()
  expect(fresh.setupLink).toMatch(/\/setup#\S{40,}$/)

  await page.goto(`${fresh.url}/setup`)
  await expect(page.getByRole('heading', { level: 1, name: text('setup.noSecretHeading') })).toBeVisible()
  await noAxeViolations(page)

  await page.goto('about:blank')
  await page.goto(fresh.setupLink ?? '')
  await expect(page.getByRole('heading', { level: 1, name: text('setup.heading') })).toBeVisible()
  await noAxeViolations(page)
  await page.getByLabel(text('setup.name')).fill('Lan')
  await page.getByLabel(text('setup.email')).fill(owner.email)
  await page.getByLabel(text('setup.password'), { exact: true }).fill(owner.password)
  await page.getByRole('button', { name: text('setup.submit') }).click()

  await expect(page.getByRole('heading', { level: 1, name: text('connections.choiceHeading') })).toBeVisible()
  await page
    .getByRole('link', { name: text('header.migrations') })
    .first()
    .click()
  await expect(page.getByText(text('dashboard.empty'))).toBeVisible()
  await noAxeViolations(page)

  await page.getByRole('link', { name: text('header.practice'), exact: true }).click()
  await page.getByRole('button', { name: text('practice.start') }).click()
  await expect(page).toHaveURL(/\/migrations\/[^/]+\/\w+$/)
  await expect(page.getByText(text('practice.band'))).toBeVisible()

  // The link has been spent: nobody becomes a second first owner with it.
  const again = await page.request.post(`${fresh.url}/api/setup`, {
    headers: { origin: fresh.url },
    data: {
      ...owner,
      apiToken: undefined,
      name: 'Minh',
      email: 'minh@shop.example',
      secret: fresh.setupLink?.split('#')[1],
    },
  })
  expect(again.status()).toBe(410)
})

test('signing in, a wrong password, and signing out for good', async ({ page, context, app, text, consoleWatch }) => {
  await page.goto('/migrations')
  await expect(page).toHaveURL(/\/sign-in/)
  await expect(page.getByRole('heading', { level: 1, name: text('signIn.heading') })).toBeVisible()
  await noAxeViolations(page)

  consoleWatch.expectRefusal('/api/session', 401)
  await page.getByLabel(text('common.email')).fill(app.owner.email)
  await page.getByLabel(text('common.password'), { exact: true }).fill('not the password')
  await page.getByRole('button', { name: text('common.signIn') }).click()
  const problem = page.getByRole('alert').filter({ hasText: text('common.problemHeading') })
  await expect(problem).toBeFocused()
  await expect(problem.getByRole('link', { name: text.error('sign_in_failed') })).toBeVisible()
  await expect(page).toHaveTitle(new RegExp(`^${text('common.errorPrefix')}:`))
  await noAxeViolations(page)

  await page.getByLabel(text('common.password'), { exact: true }).fill(app.owner.password)
  await page.getByRole('button', { name: text('common.signIn') }).click()
  await expect(page).toHaveURL(/\/migrations$/)

  const cookies = await context.cookies()
  await page.getByRole('link', { name: text('header.settings'), exact: true }).click()
  await page.getByRole('button', { name: text('settings.signOut'), exact: true }).click()
  await expect(page).toHaveURL(`${app.url}/`)

  // The server has forgotten the session too: its cookie, put back, opens nothing.
  await context.clearCookies()
  await context.addCookies(cookies)
  await page.goto('/settings')
  await expect(page.getByRole('heading', { level: 1, name: text('signIn.heading') })).toBeVisible()
})
