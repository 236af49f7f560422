import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

const installed = () => [process.env.CHROMIUM, ...PLACES].find((place) => place && existsSync(place))

/** Where a Chromium is, installing one when there is none; '' means Playwright's own. Null when there is no way. */
export function findBrowser() {
  const found = installed()
  if (found) return found
  const run = (file, args) => spawnSync(file, args, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0
  process.stderr.write('Installing a browser for the tests…\n')
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    process.env.DEBIAN_FRONTEND = 'noninteractive'
    if (
      run('apt-get', ['update', '-qq']) &&
      run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'])
    ) {
      return installed() ?? null
    }
  }
  const playwright = fileURLToPath(new URL('../node_modules/playwright/cli.js', import.meta.url))
  return run(process.execPath, [playwright, 'install', 'chromium']) ? '' : null
}
