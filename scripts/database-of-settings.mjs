import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { startEmbeddedPostgres } from './embedded-postgres.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * The database that the settings name, for the commands of an operator: the one at DATABASE_URL, or the embedded one, which
 * is started when it does not run. Puts what `env()` needs into this process's environment.
 */
export async function openDatabase() {
  const home = path.resolve(root, process.env.DATA_DIR || 'data')
  process.env.DATA_DIR = home
  process.env.LOG_LEVEL ??= 'warn'
  if (process.env.DATABASE_URL) return { url: process.env.DATABASE_URL, stop: async () => {} }
  if (!process.env.CARRYOVER_KEY && !process.env.CARRYOVER_KEY_FILE) {
    const file = path.join(home, 'master.key')
    if (!fs.existsSync(file)) throw new Error(`${file} is missing: put the master key there first`)
    process.env.CARRYOVER_KEY_FILE = file
  }
  const server = await startEmbeddedPostgres({ dataDir: home })
  process.env.DATABASE_URL = server.url
  return { url: server.url, stop: server.stop }
}
