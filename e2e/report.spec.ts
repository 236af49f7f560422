import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Download, Locator, Page } from '@playwright/test'
import { getDocumentProxy } from 'unpdf'
import type { ReportKey, SignedReport } from '../lib/report/view'
import { good } from './support/api'
import { noSidewaysScroll } from './support/fits'
import { forgetLimits } from './support/forget-limits'
import { freshNumber, type Move, moveAt } from './support/move'
import { noAxeViolations } from './support/no-axe-violations'
import { stopEveryMove } from './support/stop-every-move'
import { expect, test } from './support/test'
import { heading } from './support/walk-to-moved'

const LOCALES = ['en-GB', 'vi-VN'] as const
/** The number of the simulated source that has templates of every kind. */
const SHOP = '+84 912 345 678'
const PHONE = { width: 320, height: 640 }

const run = promisify(execFile)
const root = fileURLToPath(new URL('..', import.meta.url))

const reportOf = (move: Pick<Move, 'id'>) => `/migrations/${move.id}/report`

async function saved(page: Page, link: Locator): Promise<{ download: Download; file: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
  return { download, file: await download.path() }
}

/** The documented command, as whoever was given the file types it. */
async function verify(file: string, key: string): Promise<{ code: number; said: string }> {
  try {
    const { stdout } = await run(process.execPath, ['scripts/run.mjs', 'verify-report', file, '--key', key], {
      cwd: root,
    })
    return { code: 0, said: stdout }
  } catch (error) {
    const failed = error as { code: number; stderr: string } // safe: what execFile rejects with when a command ends badly
    return { code: failed.code, said: failed.stderr }
  }
}

/** A wide word of one cell must not push the table over the edge of the text. */
async function expectInside(column: Locator, table: Locator): Promise<void> {
  const [inner, outer] = await Promise.all([table.boundingBox(), column.boundingBox()])
  const end = (box: typeof inner) => Math.round((box?.x ?? 0) + (box?.width ?? 0))
  expect(end(inner)).toBeGreaterThan(0)
  expect(end(inner)).toBeLessThanOrEqual(end(outer))
}

test.beforeEach(async ({ app, api, meta }) => {
  await stopEveryMove(api)
  await forgetLimits(app)
  await meta.reset()
})

for (const locale of LOCALES) {
  test.describe(locale, () => {
    test.use({ locale })

    test('the report says each fact with its verdict and each template by name, on screen and on paper', async ({
      page,
      api,
      meta,
      text,
    }) => {
      const move = await moveAt({ api, meta }, 'confirmed', { number: SHOP })
      await page.goto(move.path('done'))
      await page.getByRole('link', { name: text('done.report') }).click()
      await expect(page).toHaveURL(reportOf(move))
      await expect(heading(page, text('report.heading'))).toBeVisible()

      const { report } = good<SignedReport>(await api.get(`/api/migrations/${move.id}/report`))
      const facts = page.getByRole('table', { name: text('report.compare') })
      await expect(facts.getByRole('row')).toHaveCount(report.facts.length + 1)
      for (const { fact, verdict } of report.facts) {
        const row = facts
          .getByRole('row')
          .filter({ has: page.getByRole('rowheader', { name: text(`report.facts.${fact}`), exact: true }) })
        await expect(row).toContainText(text(`report.verdicts.${verdict}`))
      }
      const templates = page.getByRole('table', { name: text('report.templates') })
      const reasons = new Set(report.templates.map(({ reason }) => reason))
      expect(reasons.size).toBeGreaterThanOrEqual(7)
      for (const { name, language, reason, before } of report.templates) {
        const row = templates.getByRole('row').filter({ hasText: new RegExp(`\\b${name} \\(.*\\b${language}\\b.*\\)`) })
        const result =
          reason === null
            ? text('report.templateResults.moved')
            : text(`plan.stays.${reason}`, { status: before?.status ?? '' })
        await expect(row).toContainText(result)
      }
      const newId = report.ids.after.phoneNumberId ?? ''
      await expect(page.getByRole('main').getByText(newId, { exact: true }).first()).toBeVisible()
      await expect(page.getByRole('button', { name: text('report.copyNumberId') })).toBeVisible()
      await expect(
        page.getByText(text('history.command_done', { command: text('history.commands.register') })),
      ).toBeVisible()

      const column = page.getByRole('region', { name: text('plate.label') })
      for (const table of [facts, templates]) await expectInside(column, table)
      await noAxeViolations(page)
      await page.setViewportSize(PHONE)
      await noSidewaysScroll(page)
      await noAxeViolations(page)
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
      for (const name of ['report.print', 'report.copyNumberId']) {
        await expect(page.getByRole('button', { name: text(name) })).toBeHidden()
      }
      for (const name of ['report.pdf', 'report.json']) {
        await expect(page.getByRole('link', { name: text(name) })).toBeHidden()
      }
      expect(await page.evaluate(() => getComputedStyle(document.body).color)).toBe('rgb(0, 0, 0)')
    })

    test('the PDF has its title and its language', async ({ page, api, meta, text }) => {
      const move = await moveAt({ api, meta }, 'confirmed', { number: SHOP })
      await page.goto(reportOf(move))
      const { download, file } = await saved(page, page.getByRole('link', { name: text('report.pdf') }))
      const { reference } = await move.view()
      expect(download.suggestedFilename()).toBe(`carryover-${reference}.${text.locale}.pdf`)
      const pdf = await getDocumentProxy(new Uint8Array(await readFile(file)))
      expect(pdf.numPages).toBeLessThanOrEqual(2)
      expect((await pdf.getMetadata()).info).toMatchObject({
        Title: `${text('report.heading')} – ${SHOP} – ${reference}`,
        Language: text.locale,
      })
      expect(await pdf.getMarkInfo()).toMatchObject({ Marked: true })
    })

    test('the report of a stopped move says what was done and what was not', async ({ page, api, meta, text }) => {
      const move = await moveAt({ api, meta }, 'code_requested', { number: freshNumber() })
      await page.goto(reportOf(move))
      await expect(page.getByText(text('wizard.notes.not_reached'))).toBeVisible()
      good(await api.delete(`/api/migrations/${move.id}?version=${(await move.view()).version}`))
      await page.goto(`/migrations/${move.id}/history`)
      await page.getByRole('link', { name: text('report.heading') }).click()
      await expect(heading(page, text('report.heading'))).toBeVisible()
      const steps = page.getByRole('region', { name: text('report.steps') }).getByRole('listitem')
      await expect(steps.filter({ hasText: text('history.commands.request_code') })).toContainText(text('report.done'))
      await expect(steps.filter({ hasText: text('history.commands.register') })).toContainText(text('report.notDone'))
      await expect(page.getByRole('table', { name: text('report.compare') })).toHaveCount(0)
      await expect(page.getByText(text('plate.stopped'))).toBeVisible()
      await noAxeViolations(page)
      await page.setViewportSize(PHONE)
      await noSidewaysScroll(page)
    })
  })
}

test('the JSON file is checked by the documented command, with the key of the settings page', async ({
  page,
  api,
  meta,
  text,
}) => {
  const move = await moveAt({ api, meta }, 'confirmed', { number: SHOP })
  await page.goto(reportOf(move))
  const { download, file } = await saved(page, page.getByRole('link', { name: text('report.json') }))
  const { reference } = await move.view()
  expect(download.suggestedFilename()).toBe(`carryover-${reference}.json`)

  await page.goto('/settings')
  const region = page.getByRole('region', { name: text('settings.reportKey') })
  const key = (await region.getByText(/^[0-9a-f]{4}( [0-9a-f]{4}){3}$/).innerText()).trim()
  const { fingerprint, publicKey } = good<ReportKey>(await api.get('/api/report-key', { token: null }))
  expect(fingerprint.startsWith(key.replaceAll(' ', ''))).toBe(true)
  await expect(region.getByText(publicKey)).toBeVisible()
  await noAxeViolations(page)
  await page.setViewportSize(PHONE)
  await noSidewaysScroll(page)

  const { code, said } = await verify(file, key)
  expect(said).toContain(`VALID\nReport ${reference}`)
  expect(code).toBe(0)
  expect(
    (
      await verify(
        file,
        key.replace(/^./, (digit) => (digit === '0' ? '1' : '0')),
      )
    ).code,
  ).toBe(1)
})
