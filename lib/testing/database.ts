import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, inject } from 'vitest'
import type { Actor, Context } from '@/lib/context'
import { createDatabase, createPool } from '@/lib/db/client'
import { thisProcess } from '@/lib/host'
import { TEMPLATE } from './template'

/** A clock that stands still until it is told to move. */
export type Clock = { now: () => Date; advance: (milliseconds: number) => void; set: (at: Date | string) => void }

export function steppableClock(start: Date | string = '2026-03-02T09:00:00.000Z'): Clock {
  let at = new Date(start).getTime()
  return {
    now: () => new Date(at),
    advance: (milliseconds) => {
      at += milliseconds
    },
    set: (to) => {
      at = new Date(to).getTime()
    },
  }
}

export type TestContext = { ctx: Context; clock: Clock; pool: pg.Pool; databaseUrl: string }

async function asAdmin(run: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: inject('databaseUrl') })
  await client.connect()
  try {
    await run(client)
  } finally {
    await client.end()
  }
}

/** A new database with nothing but the schema, gone again after the file. */
export async function freshDatabase(): Promise<{ pool: pg.Pool; databaseUrl: string }> {
  const name = `test_${randomBytes(6).toString('hex')}`
  await asAdmin((client) => client.query(`create database ${name} template ${TEMPLATE}`))
  const url = new URL(inject('databaseUrl'))
  url.pathname = `/${name}`
  const pool = createPool(url.href, 8)
  afterAll(async () => {
    await pool.end()
    await asAdmin((client) => client.query(`drop database if exists ${name} with (force)`))
  })
  return { pool, databaseUrl: url.href }
}

/** Call in `beforeAll` or at the top of a file: the database belongs to the whole file. */
export async function testContext(overrides: Partial<Context> & { clock?: Clock } = {}): Promise<TestContext> {
  const { pool, databaseUrl } = await freshDatabase()
  const { clock = steppableClock(), ...context } = overrides
  const startedAt = clock.now().getTime()
  const actor: Actor = { kind: 'system', name: 'system' }
  const ranFor = () => clock.now().getTime() - startedAt
  const host = { ...thisProcess, ranFor, earliest: clock.now, latest: clock.now, sleep: async () => {} }
  const ctx: Context = { actor, db: createDatabase(pool), now: clock.now, host, requestId: 'test', ...context }
  return { ctx, clock, pool, databaseUrl }
}
