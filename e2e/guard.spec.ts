import { createHmac } from 'node:crypto'
import type { Page } from '@playwright/test'
import { Client } from 'pg'
import type { MetaOverHttp } from './support/meta-over-http'
import { type Move, moveAt } from './support/move'
import { noAxeViolations } from './support/no-axe-violations'
import type { TestApp } from './support/start-test-app'
import { expect } from './support/test'
import type { Text } from './support/texts'
import { APP_SECRET, test } from './support/told-by-meta'

const TEMPLATE = 'order_shipped (vi)'
const APP = 'Cửa hàng Lan – Carryover'

test.beforeEach(async ({ app, meta }) => {
  await meta.reset()
  // The account of every test has the same id, and its moves share the looks at it.
  await inDatabase(app, "update migrations set confirmed_at = confirmed_at - interval '49 hours'")
})

async function inDatabase(app: TestApp, sql: string, values: string[] = []): Promise<void> {
  const database = new Client({ connectionString: app.databaseUrl })
  await database.connect()
  await database.query(sql, values)
  await database.end()
}

/** Gives the account its share of calls back, lets Meta say that something changed, and waits until it was looked at. */
async function look(app: TestApp, move: Move): Promise<void> {
  const before = await move.view()
  await inDatabase(app, 'delete from watch_shares')
  const changes = [{ field: 'message_template_status_update' }]
  const entry = [{ id: before.destination?.wabaId, time: Date.now(), changes }]
  const body = JSON.stringify({ object: 'whatsapp_business_account', entry })
  const signature = createHmac('sha256', APP_SECRET).update(body).digest('hex')
  const answer = await fetch(new URL('/api/webhooks/meta', app.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` },
    body,
  })
  expect(answer.status).toBe(200)
  const lookedAt = async () => (await move.view()).guard?.lastLookAt
  await expect.poll(lookedAt, { intervals: [150] }).not.toBe(before.guard?.lastLookAt)
}

const passTime = (app: TestApp, move: Move, time: string): Promise<void> =>
  inDatabase(app, `update migrations set confirmed_at = confirmed_at - $2::interval where id = $1`, [move.id, time])

/** What Meta's reviewers do, and what somebody does who tidies up the app. */
async function spoil(meta: MetaOverHttp): Promise<void> {
  const template = { name: 'order_shipped', language: 'vi', status: 'REJECTED' }
  await meta.control('POST', '/world', { template, destination: { subscribed: false } })
}

/** The person comes back to the tab: it asks our server at once instead of within two minutes. */
const comeBack = (page: Page) => page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')))

const noteOf = (page: Page, text: Text) => page.getByRole('region', { name: text('guard.heading') })

/** The words before the time, whatever time it is. */
const opening = (text: Text, key: string): string => text(key, { time: '|', good: '' }).split('|')[0] ?? ''

for (const locale of ['en-GB', 'vi-VN']) {
  test.describe(locale, () => {
    test.use({ locale, viewport: { width: 320, height: 640 } })

    test('the open done page shows by itself what changed after the move, and what is well again', async ({
      page,
      app,
      api,
      meta,
      text,
    }) => {
      const move = await moveAt({ api, meta }, 'confirmed')
      await page.goto(move.path('done'))
      const note = noteOf(page, text)
      await expect(note).toContainText(opening(text, 'guard.watching'))
      await expect(note).toContainText(text('guard.notYet'))
      await page.evaluate(() => Object.assign(window, { notReloaded: true }))

      await look(app, move)
      await comeBack(page)
      await expect(note).toContainText(text('guard.nothing'))
      await noAxeViolations(page)

      await spoil(meta)
      await look(app, move)
      await comeBack(page)
      for (const part of ['what', 'works', 'todo']) {
        await expect(note).toContainText(text(`guard.kinds.template_rejected.${part}`, { template: TEMPLATE }))
        await expect(note).toContainText(text(`guard.kinds.app_gone.${part}`, { app: APP }))
      }
      const said = page.getByRole('status').filter({ hasText: text('guard.kinds.app_gone.what', { app: APP }) })
      await expect(said).toHaveCount(1)
      await noAxeViolations(page)

      await note.getByRole('button', { name: text('done.connectApp') }).click()
      await expect(note.getByRole('button', { name: text('done.connectApp') })).toBeEnabled()
      await look(app, move)
      await comeBack(page)
      await expect(note).toContainText(text('guard.kinds.app_gone.good', { app: APP }))
      await expect(note).toContainText(opening(text, 'guard.over'))
      await noAxeViolations(page)

      await passTime(app, move, '49 hours')
      await comeBack(page)
      await expect(note).toContainText(opening(text, 'guard.watched'))
      expect(await page.evaluate(() => 'notReloaded' in window)).toBe(true)

      await page.goto(`/migrations/${move.id}/history`)
      const finding = text('guard.kinds.template_rejected.what', { template: TEMPLATE })
      await expect(page.getByText(text('history.guard_worse', { finding }))).toBeVisible()
    })
  })
}

test('the dashboard names what changed, one mail names all of it, and both lead to the done page', async ({
  page,
  app,
  smtp,
  api,
  meta,
  text,
}) => {
  const move = await moveAt({ api, meta }, 'confirmed')
  smtp.mails.length = 0
  // The language of the last visit is that of the mail.
  await page.goto(move.path('done'))
  await page.goto('/migrations')
  await look(app, move)
  await spoil(meta)
  await look(app, move)
  await page.reload()
  const news = page.getByRole('region', { name: text('notices.label') })
  await expect(news).toContainText(text('guard.kinds.template_rejected.what', { template: TEMPLATE }))
  await expect(news).toContainText(text('guard.kinds.app_gone.what', { app: APP }))
  await noAxeViolations(page)

  await expect.poll(() => smtp.mails.map(({ to }) => to)).toEqual([`<${app.owner.email}>`])
  expect(smtp.mails[0]?.data).toContain('Subject: Changed after the move: +84')

  await news
    .getByRole('link', { name: text('notices.openChanged') })
    .first()
    .click()
  await expect(page).toHaveURL(new RegExp(`${move.path('done')}$`))
  await expect(noteOf(page, text)).toContainText(text('guard.kinds.template_rejected.todo'))
  await page.goto('/migrations')
  await expect(page.getByRole('heading', { level: 1, name: text('dashboard.heading') })).toBeVisible()
  await expect(news).toHaveCount(0)
})

test('a look is made without any call from Meta, when its time has come', async ({ app, api, meta }) => {
  test.setTimeout(150_000)
  const move = await moveAt({ api, meta }, 'confirmed')
  await spoil(meta)
  await passTime(app, move, '6 minutes')
  const found = async () => (await move.view()).guard?.findings.map(({ kind }) => kind).sort()
  await expect.poll(found, { timeout: 120_000, intervals: [1_000] }).toEqual(['app_gone', 'template_rejected'])
})
