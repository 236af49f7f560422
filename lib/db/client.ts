import 'server-only'
import type { ExtractTablesWithRelations } from 'drizzle-orm'
import { drizzle, type NodePgQueryResultHKT } from 'drizzle-orm/node-postgres'
import type { PgDatabase } from 'drizzle-orm/pg-core'
import pg from 'pg'
import { env } from '@/lib/env'
import { log } from '@/lib/log'
import * as schema from './schema'

type Schema = typeof schema

/** What both the database and a transaction in it are. A verb takes this and does not care which it was given. */
export type Database = PgDatabase<NodePgQueryResultHKT, Schema, ExtractTablesWithRelations<Schema>>

/** The embedded server allows 40 sessions; two instances and the tools of one operator must fit. */
const POOL_SIZE = 12

type Holder = { pool?: pg.Pool; database?: Database }

// `next dev` evaluates modules again after every edit: the pool outlives them on globalThis.
const globals = globalThis as typeof globalThis & { carryoverDatabase?: Holder } // safe: the name is ours alone

function holder(): Holder {
  globals.carryoverDatabase ??= {}
  return globals.carryoverDatabase
}

export function createPool(connectionString: string, max = POOL_SIZE): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    // No transaction waits for a person or for Meta: one that lies open for a minute is a bug and holds locks.
    idle_in_transaction_session_timeout: 60_000,
    statement_timeout: 30_000,
    application_name: 'carryover',
  })
  // Without a listener an idle connection that the server ends would end the process.
  pool.on('error', (error) => log.warn('database_connection_lost', { error }))
  return pool
}

export const createDatabase = (pool: pg.Pool): Database => drizzle(pool, { schema })

export function getPool(): pg.Pool {
  const held = holder()
  held.pool ??= createPool(env().DATABASE_URL)
  return held.pool
}

/** Opened on first use, never while a module loads: `next build` loads them all. */
export function getDatabase(): Database {
  const held = holder()
  held.database ??= createDatabase(getPool())
  return held.database
}
