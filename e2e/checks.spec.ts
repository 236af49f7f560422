import type { Page } from '@playwright/test'
import { moveAt } from './support/move'
import { noAxeViolations } from './support/no-axe-violations'
import { expect, test } from './support/test'
import { heading } from './support/walk-to-moved'

const row = (page: Page, title: string) => page.getByRole('listitem').filter({ hasText: title })

test.describe('with a slow Meta', () => {
  test.use({ locale: 'vi-VN', viewport: { width: 360, height: 640 } })

  test('every row is there at once, and fills as its answer arrives', async ({ page, api, meta, text }) => {
    const move = await moveAt({ api, meta }, 'number')
    await meta.control('POST', '/world', { rules: { readMs: 1500 } })
    try {
      await page.goto(move.path('checks'))
      const checking = page.getByText(text('checks.status.checking'), { exact: true })
      const token = row(page, text('checks.token.title'))
      const templates = row(page, text('checks.template_room.title'))
      await expect(checking).toHaveCount(13)
      await page.evaluate(() => {
        document.documentElement.dataset.same = 'yes'
      })
      await noAxeViolations(page)
      await expect(token.getByText(text('checks.status.ready'), { exact: true })).toBeVisible()
      await expect(templates.getByText(text('checks.status.checking'), { exact: true })).toBeVisible()
      await expect(page.getByRole('status').filter({ hasText: text('checks.allRead') })).toHaveCount(0)
      await expect(templates.getByText(text('checks.status.ready'), { exact: true })).toBeVisible()
      await expect(checking).toHaveCount(0)
      await expect(page.getByRole('status').filter({ hasText: text('checks.allRead') })).toHaveCount(1)
      expect(await page.evaluate(() => document.documentElement.dataset.same)).toBe('yes')
    } finally {
      await meta.control('POST', '/world', { rules: { readMs: 0 } })
    }
  })
})

test('the heading counts what is left to do', async ({ page, api, meta, text }) => {
  await meta.control('POST', '/world', { addNumbers: 4 })
  await meta.control('POST', '/two-step', { number: '+84 911 000 004', on: true })
  await meta.control('POST', '/world', { destination: { reviewStatus: 'PENDING' } })
  try {
    const move = await moveAt({ api, meta }, 'chosen', { number: '+84 911 000 004' })
    await page.goto(move.path('checks'))
    await expect(heading(page, text('checks.headingProblems', { n: 2 }))).toBeVisible()
    await expect(row(page, text('checks.two_step_off.title'))).toContainText(text('checks.mender.provider'))
    await expect(row(page, text('checks.destination_approved.title'))).toContainText(text('checks.mender.meta'))
    await meta.control('POST', '/world', { destination: { reviewStatus: 'APPROVED' } })
    await page.getByRole('button', { name: text('checks.again') }).click()
    await expect(heading(page, text('checks.headingProblems', { n: 1 }))).toBeVisible()
  } finally {
    await meta.control('POST', '/world', { destination: { reviewStatus: 'APPROVED' } })
  }
})
