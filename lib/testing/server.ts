import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { upgrade } from '@/lib/db/upgrade'
import { startEmbeddedPostgres } from '../../scripts/embedded-postgres.mjs'
import { TEST_KEY } from './key'
import { TEMPLATE } from './template'

export type TestServer = { url: string; stop: () => Promise<void> }

/**
 * One PostgreSQL for a whole run, with the schema applied once to a template: the one that people get, or the one at
 * TEST_DATABASE_URL, whose user must be allowed to create databases.
 */
export async function startTestServer(): Promise<TestServer> {
  const given = process.env.TEST_DATABASE_URL
  const server = given ? { url: given, stop: async () => {} } : await startOwn()
  await onServer(server.url, [`drop database if exists ${TEMPLATE} with (force)`, `create database ${TEMPLATE}`])
  const template = new URL(server.url)
  template.pathname = `/${TEMPLATE}`
  await upgrade(template.href, Buffer.from(TEST_KEY, 'base64'))
  return server
}

async function startOwn(): Promise<TestServer> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'carryover-test-'))
  const server = await startEmbeddedPostgres({
    dataDir,
    // Nothing here outlives the run.
    settings: { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', max_connections: '200' },
  })
  return {
    url: server.url,
    stop: async () => {
      await server.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function onServer(url: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  for (const statement of statements) await client.query(statement)
  await client.end()
}

/** What env() needs in every test process; a test of env() itself passes its own source. */
export const testEnv = (databaseUrl: string) => ({
  DATABASE_URL: databaseUrl,
  CARRYOVER_KEY: TEST_KEY,
  LOG_LEVEL: 'silent',
})
