import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { apiOf } from '../support/api'
import { handsOf } from '../support/hands'
import { askForCode, moveAt, practise } from '../support/move'
import { startTestApp, type TestApp } from '../support/start-test-app'
import { test as base, expect, GUEST } from '../support/test'
import type { Text } from '../support/texts'
import { heading, walkToMoved } from '../support/walk-to-moved'

const NUMBER = '+84 912 345 678'
const folder = fileURLToPath(new URL('../../docs/screenshots/', import.meta.url))
const sizes = { phone: { width: 360, height: 640 }, laptop: { width: 1280, height: 800 } } as const

/** An app that nobody has used yet, so that the empty pages are empty. */
const test = base.extend<{ fresh: TestApp }>({
  fresh: [
    async ({ meta }, use) => {
      const fresh = await startTestApp({ env: { GRAPH_API_URL: meta.url } })
      await use(fresh)
      await fresh.stop()
    },
    { timeout: 120_000 },
  ],
  baseURL: async ({ fresh }, use) => use(fresh.url),
  storageState: GUEST,
})

type Take = (name: string) => Promise<void>

async function visit(page: Page, take: Take, pages: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, address] of Object.entries(pages)) {
    await page.goto(address)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await take(name)
  }
}

/** A move that cannot go on yet, and one that Meta refused. */
async function pagesOfTrouble(world: Parameters<typeof moveAt>[0]): Promise<Record<string, string>> {
  const { api, meta } = world
  await meta.control('POST', '/world', { addNumbers: 1 })
  const number = '+84 911 000 001'
  await meta.control('POST', '/two-step', { number, on: true })
  const stuck = await moveAt(world, 'chosen', { number })
  const { version } = await stuck.view()
  await api.patch(`/api/migrations/${stuck.id}`, { version, provider: 'twilio' })
  const refused = await moveAt(world, 'ready')
  await meta.control('POST', '/faults', { call: 'add_number', kind: 'error', answer: 'sourceNotSetUp' })
  await askForCode(refused)
  return {
    'checks-open': stuck.path('checks'),
    'two-step': `${stuck.path('checks')}/two_step_off`,
    provider: `${stuck.path('')}/provider`,
    plan: `${stuck.path('')}/plan`,
    'dead-end': `${stuck.path('')}/dead-end/business_app`,
    refused: refused.path('code-method'),
  }
}

async function signIn(page: Page, text: Text, app: TestApp): Promise<void> {
  await page.getByLabel(text('common.email')).fill(app.owner.email)
  await page.getByLabel(text('common.password'), { exact: true }).fill(app.owner.password)
  await page.getByRole('button', { name: text('common.signIn') }).click()
  await expect(heading(page, text('dashboard.heading'))).toBeVisible()
}

const guide = Object.fromEntries([1, 2, 3, 4, 5, 6].map((page) => [`guide-${page}`, `/connections/guide/${page}`]))

for (const language of ['en', 'vi'] as const) {
  for (const [device, viewport] of Object.entries(sizes)) {
    for (const theme of device === 'phone' ? (['light', 'dark'] as const) : (['light'] as const)) {
      test.describe(`${device}, ${language}, ${theme}`, () => {
        test.use({ locale: language === 'en' ? 'en-GB' : 'vi-VN', viewport, colorScheme: theme })

        test('every page', async ({ page, fresh, meta, text }) => {
          const suffix = `${device}.${language}${theme === 'dark' ? '.dark' : ''}`
          const take: Take = async (name) => {
            await page.evaluate(() => window.scrollTo(0, 0))
            const file = `${folder}${name}.${suffix}.png`
            // A phone is scrolled with a thumb; on a laptop the first screen is what people see.
            await page.screenshot({ path: file, fullPage: device === 'phone', animations: 'disabled' })
          }
          await meta.reset()
          const api = apiOf(fresh)
          const world = { api, meta }
          await page.goto('/sign-in')
          if (theme === 'light') {
            await take('sign-in')
            await visit(page, take, { start: '/', setup: '/setup#a-secret-that-opens-nothing' })
            await page.goto('/sign-in')
          }
          await signIn(page, text, fresh)
          if (theme === 'light') {
            await take('dashboard-empty')
            await visit(page, take, {
              connect: '/connections/new',
              token: '/connections/token',
              practice: '/practice',
              ...guide,
            })
          }

          await moveAt(world, 'code_requested')
          await moveAt(world, 'confirmed')
          await practise(api, 'old_pin_on')
          const move = await moveAt(world, 'number', { number: NUMBER })
          await page.goto(move.path('checks'))
          await expect(heading(page, text('checks.heading'))).toBeVisible()
          await take('checks')
          await page.getByRole('button', { name: text('wizard.continue'), exact: true }).click()
          let shown = Promise.resolve()
          const names = ['number', 'code-method', 'code', 'pin', 'review', 'done']
          await walkToMoved({
            page,
            text,
            hands: handsOf(page),
            number: NUMBER,
            readCode: async () => (await meta.phone(NUMBER)).at(-1)?.code ?? '',
            look: async () => {
              const name = names.shift() ?? ''
              await take(name)
              if (name !== 'review') return
              // Long enough for the page that waits to be seen.
              await meta.control('POST', '/faults', { call: 'register', kind: 'delay', ms: 8000 })
              const moving = heading(page, text('moving.heading')).waitFor({ timeout: 20_000 })
              shown = moving.then(() => take('moving'))
            },
          })
          await shown
          const other = await moveAt(world, 'code_requested')
          await visit(page, take, await pagesOfTrouble(world))
          await visit(page, take, {
            'not-received': `${other.path('code')}/not-received`,
            stop: `/migrations/${other.id}/stop`,
            templates: `/migrations/${move.id}/templates`,
            proof: `/migrations/${move.id}/proof`,
            report: `/migrations/${move.id}/report`,
            ids: `/migrations/${move.id}/ids`,
            closing: `/migrations/${move.id}/closing`,
            'way-back': `/migrations/${move.id}/way-back`,
            ...(theme === 'light'
              ? {
                  check: `/migrations/${other.id}/checks/payment`,
                  history: `/migrations/${move.id}/history`,
                  dashboard: '/migrations',
                  connections: '/connections',
                  settings: '/settings',
                }
              : {}),
          })
        })
      })
    }
  }
}
