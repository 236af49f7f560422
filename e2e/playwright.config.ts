import { existsSync } from 'node:fs'
import { defineConfig } from '@playwright/test'

const PLACES = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const chromium = PLACES.find((place) => place && existsSync(place))

const TWO_INSTANCES = 'two-instances.spec.ts'

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results/e2e',
  // Each worker starts an app, its database and a simulated Meta of its own.
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  projects: [
    // They wait more than they work: at the end nobody would use the time.
    { name: 'two instances', testMatch: TWO_INSTANCES },
    { name: 'one instance', testMatch: '*.spec.ts', testIgnore: TWO_INSTANCES },
  ],
  use: {
    locale: 'en-GB',
    timezoneId: 'Asia/Ho_Chi_Minh',
    viewport: { width: 1280, height: 800 },
    colorScheme: 'light',
    // Recording costs an eighth of the time of every test: `npm run e2e -- --trace on …` when one has to be looked into.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(chromium ? { executablePath: chromium } : {}),
      chromiumSandbox: process.getuid?.() !== 0,
      args: ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-sync'],
    },
  },
})
