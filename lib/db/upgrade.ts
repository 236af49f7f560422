import 'server-only'
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'
import journal from './schema-changes/meta/_journal.json'

const CONNECT_WITHIN = 30_000
/** Starting up, shutting down, too many clients; and the socket or port that is not there yet. */
const RETRY_CODES = new Set(['57P03', '57P01', '53300', 'ECONNREFUSED', 'ECONNRESET', 'ENOENT'])

export class WrongKeyError extends Error {
  override readonly name = 'WrongKeyError'
}

/** Newest change this build knows. A database past it belongs to a newer build. */
export const newestChange = (): number => Math.max(...journal.entries.map((entry) => entry.when))

/**
 * Brings the schema up to this build. Safe when several instances start at once: the advisory lock needs a session of
 * its own, so behind a transaction pooler give a direct address.
 */
export async function upgrade(databaseUrl: string, masterKey: Buffer): Promise<void> {
  const client = await connect(databaseUrl)
  try {
    await client.query(`select pg_advisory_lock(hashtextextended('carryover:upgrade', 0))`)
    await migrate(drizzle(client), {
      migrationsFolder: path.join(process.cwd(), 'lib/db/schema-changes'),
      migrationsSchema: 'app_meta',
    })
    await checkKey(client, masterKey)
  } finally {
    await client.end()
  }
}

async function connect(databaseUrl: string): Promise<pg.Client> {
  const deadline = Date.now() + CONNECT_WITHIN
  for (;;) {
    const client = new pg.Client({ connectionString: databaseUrl, application_name: 'carryover upgrade' })
    client.on('error', () => {})
    try {
      await client.connect()
      return client
    } catch (error) {
      await client.end().catch(() => {})
      const code = error instanceof Error && 'code' in error ? String(error.code) : ''
      if (!RETRY_CODES.has(code) || Date.now() > deadline) throw error
      await sleep(200)
    }
  }
}

/** Proves to know the key without helping to find it. */
export function keyCheckValue(masterKey: Buffer): string {
  const derived = Buffer.from(hkdfSync('sha256', masterKey, Buffer.alloc(0), 'carryover:key-check', 32))
  return createHmac('sha256', derived).update('carryover').digest('hex')
}

async function checkKey(client: pg.Client, masterKey: Buffer): Promise<void> {
  const mine = keyCheckValue(masterKey)
  await client.query('insert into app_meta.key_check (value) values ($1) on conflict do nothing', [mine])
  const { rows } = await client.query<{ value: string }>('select value from app_meta.key_check')
  const stored = rows[0]?.value ?? ''
  if (stored.length !== mine.length || !timingSafeEqual(Buffer.from(stored), Buffer.from(mine))) {
    throw new WrongKeyError('CARRYOVER_KEY does not open this database')
  }
}
