import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('.', import.meta.url))

export default defineConfig({
  resolve: {
    alias: {
      '@': root,
      // Next's marker package throws outside the react-server condition; tests run the server code directly.
      'server-only': fileURLToPath(new URL('./node_modules/server-only/empty.js', import.meta.url)),
    },
  },
  test: {
    include: ['{app,components,lib,scripts}/**/*.test.{ts,tsx}'],
    globalSetup: ['./lib/testing/global-setup.ts'],
    // Much of it waits for the database: one core left free, as is usual, would only be idle.
    maxWorkers: '100%',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // It imports `next/server`, which Node does not find without an extension; and its cookies need a stand-in.
    server: { deps: { inline: ['next-auth'] } },
  },
})
