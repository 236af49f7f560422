import { createHmac } from 'node:crypto'
import type { Page } from '@playwright/test'
import { Client } from 'pg'
import type { CheckKind } from '../lib/checks/kinds'
import { type Move, moveAt } from './support/move'
import { noAxeViolations } from './support/no-axe-violations'
import type { TestApp } from './support/start-test-app'
import { stopEveryMove } from './support/stop-every-move'
import { expect } from './support/test'
import type { Text } from './support/texts'
import { APP_SECRET, test } from './support/told-by-meta'

const NUMBER = '84912345678'
const OTHERS = ['84911000001', '84911000002']

test.beforeEach(async ({ api, meta }) => {
  await meta.reset()
  await stopEveryMove(api)
})

type Change = [door: string, body: unknown]
type State = 'fix' | 'note' | 'confirm' | 'could_not'

/**
 * What somebody does at Meta to turn each check that Meta can turn, and how they take it back. When the number turns up
 * connected at the destination, it has moved, and the page moves on.
 */
const FLIPS: Readonly<
  Record<Exclude<CheckKind, 'reach' | 'destination_free'>, { state: State; turn: Change[]; back: Change[] }>
> = {
  two_step_off: {
    state: 'fix',
    turn: [['/two-step', { number: NUMBER, on: true }]],
    back: [['/two-step', { number: NUMBER, on: false }]],
  },
  display_name: {
    state: 'fix',
    turn: [['/world', { number: { number: NUMBER, nameStatus: 'DECLINED' } }]],
    back: [['/world', { number: { number: NUMBER, nameStatus: 'APPROVED' } }]],
  },
  name_change: {
    state: 'fix',
    turn: [['/world', { number: { number: NUMBER, newNameStatus: 'PENDING_REVIEW' } }]],
    back: [['/world', { number: { number: NUMBER, newNameStatus: 'NONE' } }]],
  },
  number_status: {
    state: 'fix',
    turn: [['/world', { number: { number: NUMBER, status: 'DISCONNECTED' } }]],
    back: [['/world', { number: { number: NUMBER, status: 'CONNECTED' } }]],
  },
  business_app: {
    state: 'fix',
    turn: [['/world', { number: { number: NUMBER, isOnBizApp: true } }]],
    back: [['/world', { number: { number: NUMBER, isOnBizApp: false } }]],
  },
  test_number: {
    state: 'fix',
    turn: [['/world', { number: { number: NUMBER, accountMode: 'SANDBOX' } }]],
    back: [['/world', { number: { number: NUMBER, accountMode: 'LIVE' } }]],
  },
  cloud_api: {
    state: 'fix',
    turn: [['/world', { number: { number: NUMBER, platformType: 'ON_PREMISE' } }]],
    back: [['/world', { number: { number: NUMBER, platformType: 'CLOUD_API' } }]],
  },
  same_business: {
    state: 'fix',
    turn: [['/world', { source: { sameBusiness: false } }]],
    back: [['/world', { source: { sameBusiness: true } }]],
  },
  business_verified: {
    state: 'fix',
    turn: [['/world', { businessVerification: 'pending_submission' }]],
    back: [['/world', { businessVerification: 'verified' }]],
  },
  source_approved: {
    state: 'fix',
    turn: [['/world', { source: { reviewStatus: 'PENDING' } }]],
    back: [['/world', { source: { reviewStatus: 'APPROVED' } }]],
  },
  destination_approved: {
    state: 'fix',
    turn: [['/world', { destination: { reviewStatus: 'REJECTED' } }]],
    back: [['/world', { destination: { reviewStatus: 'APPROVED' } }]],
  },
  payment: {
    state: 'fix',
    turn: [['/world', { destination: { primaryFundingId: null } }]],
    back: [['/world', { destination: { primaryFundingId: '123456789012345' } }]],
  },
  webhook_subscription: {
    state: 'fix',
    turn: [['/world', { destination: { subscribed: false } }]],
    back: [['/world', { destination: { subscribed: true } }]],
  },
  number_room: {
    state: 'note',
    turn: [
      ['/world', { businessVerification: 'not_verified', onDestination: { number: OTHERS[0] } }],
      ['/world', { onDestination: { number: OTHERS[1] } }],
    ],
    back: [
      ['/world', { businessVerification: 'verified' }],
      ...OTHERS.map((number): Change => ['/world', { number: { number, on: 'destination', deleted: true } }]),
    ],
  },
  template_room: {
    state: 'note',
    turn: [['/world', { destination: { templates: 250 } }]],
    back: [['/world', { destination: { templates: 0 } }]],
  },
  source_payment: {
    state: 'note',
    turn: [['/world', { source: { primaryFundingId: null } }]],
    back: [['/world', { source: { primaryFundingId: '123456789012346' } }]],
  },
  source_health: {
    state: 'fix',
    turn: [['/world', { source: { banned: true } }]],
    back: [['/world', { source: { banned: false } }]],
  },
  account_health: {
    state: 'fix',
    turn: [['/world', { destination: { banned: true } }]],
    back: [['/world', { destination: { banned: false } }]],
  },
  currency: {
    state: 'note',
    turn: [['/world', { destination: { currency: null } }]],
    back: [['/world', { destination: { currency: 'VND' } }]],
  },
  token: {
    state: 'fix',
    turn: [['/token', { action: 'scopes', scopes: ['whatsapp_business_management'] }]],
    back: [['/token', { action: 'scopes', scopes: ['whatsapp_business_management', 'whatsapp_business_messaging'] }]],
  },
}

type World = { app: TestApp; meta: { control: (method: string, door: string, body?: unknown) => Promise<unknown> } }

const change = async ({ meta }: World, changes: readonly Change[]): Promise<void> => {
  for (const [door, body] of changes) await meta.control('POST', door, body)
}

/** Gives the account its share of calls back, lets Meta say that something changed, and waits until it was looked at. */
async function look({ app }: World, move: Move): Promise<void> {
  const before = await move.view()
  const database = new Client({ connectionString: app.databaseUrl })
  await database.connect()
  await database.query('delete from watch_shares')
  await database.end()
  const entry = [{ id: before.destination?.wabaId, time: Date.now(), changes: [{ field: 'account_update' }] }]
  const body = JSON.stringify({ object: 'whatsapp_business_account', entry })
  const signature = createHmac('sha256', APP_SECRET).update(body).digest('hex')
  const answer = await fetch(new URL('/api/webhooks/meta', app.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` },
    body,
  })
  expect(answer.status).toBe(200)
  await expect.poll(async () => (await move.view()).checksAt, { intervals: [150] }).not.toBe(before.checksAt)
}

/** The person comes back to the tab: it asks our server at once instead of within fifteen seconds. */
const comeBack = (page: Page) => page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')))

const rowOf = (page: Page, text: Text, kind: CheckKind) =>
  page
    .getByRole('listitem')
    .filter({ has: page.getByRole('link', { name: text(`checks.${kind}.title`), exact: true }) })

const saidOf = (text: Text, kind: CheckKind, state: State | 'ready') =>
  text('checks.changed', { check: text(`checks.${kind}.title`), state: text(`checks.status.${state}`) })

test('each fact that turns at Meta turns its row on the open page, and is said once', async ({
  page,
  app,
  api,
  meta,
  text,
}) => {
  test.setTimeout(120_000)
  const world = { app, meta }
  const move = await moveAt({ api, meta }, 'chosen', { number: `+${NUMBER}` })
  await page.goto(move.path('checks'))
  await expect(page.getByRole('heading', { level: 1, name: text('checks.headingReady') })).toBeVisible()
  await page.evaluate(() => Object.assign(window, { notReloaded: true }))
  const status = page.getByRole('status')
  let before: CheckKind | null = null
  for (const [name, { state, turn }] of Object.entries(FLIPS)) {
    const kind = name as keyof typeof FLIPS // safe: the keys of the table above
    await test.step(kind, async () => {
      await change(world, turn)
      await look(world, move)
      await comeBack(page)
      await expect(rowOf(page, text, kind)).toContainText(text(`checks.status.${state}`))
      await expect(status.filter({ hasText: saidOf(text, kind, state) })).toHaveCount(1)
      if (before !== null) {
        await expect(rowOf(page, text, before)).toContainText(text('checks.status.ready'))
        await expect(status.filter({ hasText: saidOf(text, before, 'ready') })).toHaveCount(1)
      }
      await change(world, FLIPS[kind].back)
      before = kind
    })
  }
  expect(await page.evaluate(() => 'notReloaded' in window)).toBe(true)
})

test('an open check turns, and the dashboard tells who started the move when nothing is left to mend', async ({
  page,
  context,
  app,
  api,
  meta,
  text,
}) => {
  const world = { app, meta }
  await change(world, FLIPS.two_step_off.turn)
  const move = await moveAt({ api, meta }, 'chosen', { number: `+${NUMBER}` })
  const dashboard = await context.newPage()
  await dashboard.goto('/migrations')
  await expect(dashboard.getByRole('link', { name: text('dashboard.next.fix', { n: 1 }) })).toBeVisible()
  await page.goto(`${move.path('checks')}/two_step_off`)
  await expect(page.getByRole('heading', { level: 1, name: text('checks.two_step_off.detailHeading') })).toBeVisible()

  await change(world, FLIPS.two_step_off.back)
  await look(world, move)
  await comeBack(dashboard)
  const news = dashboard.getByRole('region', { name: text('notices.label') })
  await expect(news).toContainText(text('notices.ready', { number: '+84 912 345 678' }))
  await noAxeViolations(dashboard)
  await comeBack(page)
  await expect(page.getByRole('heading', { level: 1, name: text('checks.two_step_off.title') })).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: saidOf(text, 'two_step_off', 'ready') })).toHaveCount(1)

  // The page that was open has shown it: it is no news any more.
  await dashboard.reload()
  await expect(news).toHaveCount(0)
})

test('who does not look gets one mail, and dismisses the notice with one press', async ({
  page,
  app,
  smtp,
  api,
  meta,
  text,
}) => {
  const world = { app, meta }
  await change(world, FLIPS.payment.turn)
  const move = await moveAt({ api, meta }, 'chosen', { number: `+${NUMBER}` })
  smtp.mails.length = 0
  await change(world, FLIPS.payment.back)
  await look(world, move)
  await expect.poll(() => smtp.mails.map(({ to }) => to)).toEqual([`<${app.owner.email}>`])
  expect(smtp.mails[0]?.data).toContain('Subject: Ready to move: +84 912 345 678')
  await page.goto('/migrations')
  const news = page.getByRole('region', { name: text('notices.label') })
  await news.getByRole('button', { name: text('notices.dismiss') }).click()
  await expect(news).toHaveCount(0)
  await page.reload()
  await expect(page.getByRole('heading', { level: 1, name: text('dashboard.heading') })).toBeVisible()
  await expect(news).toHaveCount(0)
})
