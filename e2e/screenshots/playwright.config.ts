import { defineConfig } from '@playwright/test'
import browserTests from '../playwright.config'

/** `npm run screenshots`: the pictures of the docs, taken from the built product. */
export default defineConfig({
  ...browserTests,
  testDir: '.',
  testMatch: 'take-screenshots.ts',
  outputDir: '../../test-results/screenshots',
  timeout: 240_000,
})
