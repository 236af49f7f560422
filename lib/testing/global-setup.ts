import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { upgrade } from '@/lib/db/upgrade'
import { startEmbeddedPostgres } from '../../scripts/embedded-postgres.mjs'
import { TEST_KEY } from './key'
import { TEMPLATE } from './template'

declare module 'vitest' {
  interface ProvidedContext {
    databaseUrl: string
  }
}

/** One PostgreSQL for the whole run, by the launcher people get, with the schema applied once to a template. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'carryover-test-'))
  const server = await startEmbeddedPostgres({
    dataDir,
    // Nothing here outlives the run.
    settings: { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', max_connections: '200' },
  })
  const template = new URL(server.url)
  template.pathname = `/${TEMPLATE}`
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  await client.query(`create database ${TEMPLATE}`)
  await upgrade(template.href, Buffer.from(TEST_KEY, 'base64'))
  await client.query(`alter database ${TEMPLATE} is_template true allow_connections false`)
  await client.end()
  // What env() needs in every test process; a test of env() itself passes its own source.
  Object.assign(process.env, { DATABASE_URL: server.url, CARRYOVER_KEY: TEST_KEY, LOG_LEVEL: 'silent' })
  project.provide('databaseUrl', server.url)
  return async () => {
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
