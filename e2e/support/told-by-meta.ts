import { type SmtpServer, startSmtp } from '../../lib/testing/smtp'
import { startTestApp, type TestApp } from './start-test-app'
import { test as base } from './test'

/** Signs what Meta tells us. */
export const APP_SECRET = 'the secret that the app and Meta share'.replaceAll(' ', '-')

type Told = { app: TestApp; smtp: SmtpServer }

/** With a mail server, and the app as its owner has entered its address in the Meta app: that is how a look is made due here. */
export const test = base.extend<object, Told>({
  smtp: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs from this pattern
    async ({}, use) => {
      const smtp = await startSmtp()
      await use(smtp)
      await smtp.close()
    },
    { scope: 'worker' },
  ],
  app: [
    async ({ meta, smtp }, use) => {
      const mail = { SMTP_URL: smtp.url, MAIL_FROM: 'move@shop.example' }
      const app = await startTestApp({ env: { GRAPH_API_URL: meta.url, META_APP_SECRET: APP_SECRET, ...mail } })
      await use(app)
      await app.stop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
})
