import 'server-only'
import { randomInt } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { Client } from 'pg'
import type { Context } from '@/lib/context'
import { env } from '@/lib/env'
import { log } from '@/lib/log'

/** Kept on globalThis because Next evaluates modules more than once: the worker and the handlers are one process. */
const holder = globalThis as typeof globalThis & { carryoverInstance?: number }
holder.carryoverInstance ??= randomInt(1, 2 ** 47)

/** This process, as the key of an advisory lock that the database frees the moment the process dies. */
const key = holder.carryoverInstance

export const instanceId = String(key)

/** Holds the lock for as long as the process lives, on a connection of its own; taken again when that drops. */
export async function holdInstance(): Promise<void> {
  const client = new Client({ connectionString: env().DATABASE_URL })
  client.on('error', () => {
    log.warn('instance_lock_lost')
    setTimeout(() => void holdInstance().catch(() => log.error('instance_lock_failed')), 1000).unref()
  })
  await client.connect()
  await client.query('select pg_advisory_lock($1)', [key])
}

/** Is the process that took a lease still running? Ask inside a transaction: the answer's lock ends with it. */
export async function isInstanceAlive(ctx: Context, id: string | null): Promise<boolean> {
  if (id === null) return false
  if (id === instanceId) return true
  const { rows } = await ctx.db.execute<{ free: boolean }>(sql`select pg_try_advisory_xact_lock(${id}::bigint) as free`)
  return rows[0]?.free === false
}
