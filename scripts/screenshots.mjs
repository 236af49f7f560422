import { spawn } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildIfStale } from './build.mjs'
import { findBrowser } from './find-browser.mjs'

/** Takes the pictures of docs/screenshots from the built product: every page, phone and laptop, both languages. */
const root = fileURLToPath(new URL('..', import.meta.url))

async function main() {
  const chromium = findBrowser()
  if (chromium === null) return 3
  const built = await buildIfStale()
  if (built !== 0) return built
  const playwright = path.join(root, 'node_modules/@playwright/test/cli.js')
  const args = [playwright, 'test', '-c', 'e2e/screenshots/playwright.config.ts', ...process.argv.slice(2)]
  const env = { ...process.env, ...(chromium ? { CHROMIUM: chromium } : {}) }
  const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit', env })
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)))
}

process.exitCode = await main()
