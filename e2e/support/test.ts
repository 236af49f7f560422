import { type BrowserContextOptions, test as base, expect } from '@playwright/test'
import type { Locale } from '../../lib/i18n/locales'
import { type Api, apiOf } from './api'
import { type MetaOverHttp, startMetaOverHttp } from './meta-over-http'
import { opensAwake } from './opens-awake'
import { startTestApp, type TestApp } from './start-test-app'
import { type Text, textsIn } from './texts'
import { type ConsoleWatch, watchConsole } from './watch-console'

type StorageState = Exclude<BrowserContextOptions['storageState'], string | undefined>

type OfWorker = {
  /** The simulated Meta over HTTP. `app` talks to it for every connection that is not practice. */
  meta: MetaOverHttp
  app: TestApp
  ownerState: StorageState
}

type OfTest = {
  api: Api
  text: Text
  consoleWatch: ConsoleWatch
}

/** Nobody is signed in: `test.use({ storageState: GUEST })`. */
export const GUEST: StorageState = { cookies: [], origins: [] }

/** Specs start signed in as the owner, on the worker's own app. */
export const test = base.extend<OfTest, OfWorker>({
  meta: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs from this pattern
    async ({}, use) => {
      const meta = await startMetaOverHttp()
      await use(meta)
      await meta.stop()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  app: [
    async ({ meta }, use) => {
      const app = await startTestApp({ env: { GRAPH_API_URL: meta.url } })
      await use(app)
      await app.stop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  ownerState: [
    async ({ app, playwright }, use) => {
      const request = await playwright.request.newContext({ baseURL: app.url, extraHTTPHeaders: { origin: app.url } })
      const answer = await request.post('/api/session', {
        data: { email: app.owner.email, password: app.owner.password },
      })
      expect(answer.ok(), `sign-in answered ${answer.status()}`).toBe(true)
      await use(await request.storageState())
      await request.dispose()
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ app }, use) => use(app.url),
  storageState: async ({ ownerState }, use) => use(ownerState),
  browser: [
    async ({ browser }, use) => {
      const make = browser.newContext.bind(browser)
      browser.newContext = async (options) => {
        const context = await make(options)
        if (options?.javaScriptEnabled !== false) await opensAwake(context)
        return context
      }
      await use(browser)
    },
    { scope: 'worker' },
  ],
  api: async ({ app }, use) => use(apiOf(app)),
  text: async ({ locale }, use) => use(textsIn((locale?.split('-')[0] ?? 'en') as Locale)),
  consoleWatch: [
    async ({ context }, use) => {
      const watch = await watchConsole(context)
      await use(watch)
      watch.check()
    },
    { auto: true },
  ],
})

export { expect } from '@playwright/test'
