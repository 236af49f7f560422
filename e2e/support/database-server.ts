import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Client } from 'pg'
import { startEmbeddedPostgres } from '../../scripts/embedded-postgres.mjs'

export type DatabaseServer = {
  url: string
  /** kill -9 of the server; it is started again as it would be in earnest. Not with TEST_DATABASE_URL. */
  crash: (() => void) | null
  query: <Row extends object>(text: string, values?: unknown[]) => Promise<Row[]>
  stop: () => Promise<void>
}

/** A PostgreSQL for several apps: the one that people get, or a fresh database at TEST_DATABASE_URL. */
export async function startDatabaseServer(): Promise<DatabaseServer> {
  const given = process.env.TEST_DATABASE_URL
  const { url, crash, stop } = given ? await createAt(given) : await startOwn()
  return {
    url,
    crash,
    stop,
    query: async <Row extends object>(text: string, values: unknown[] = []) =>
      (await onServer(url, text, values)) as Row[],
  }
}

async function startOwn() {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'carryover-e2e-'))
  // Longer than an outcome is kept in memory, so that some must wait for it beside the database.
  const server = await startEmbeddedPostgres({ dataDir, longestPause: 8_000 })
  return {
    url: server.url,
    crash: () => {
      const pid = server.pid()
      if (pid) process.kill(pid, 'SIGKILL')
    },
    stop: async () => {
      await server.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function createAt(given: string) {
  const name = `e2e_${process.pid}_${Date.now()}`
  await onServer(given, `create database ${name}`)
  const url = new URL(given)
  url.pathname = `/${name}`
  return {
    url: url.href,
    crash: null,
    stop: async () => void (await onServer(given, `drop database ${name} with (force)`)),
  }
}

async function onServer(url: string, text: string, values: unknown[] = []): Promise<unknown[]> {
  const client = new Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(text, values)).rows
  } finally {
    await client.end().catch(() => undefined)
  }
}
