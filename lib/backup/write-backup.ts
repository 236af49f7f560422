import 'server-only'
import { createHash } from 'node:crypto'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { toBytes } from './frames'
import type { Manifest } from './manifest'
import { writeSealed } from './sealed-file'
import { copyOut, type Table, tablesOf } from './tables'

/** One moment of the whole database, while everybody goes on working in it. */
export async function writeBackup(databaseUrl: string, file: string): Promise<Manifest> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'carryover backup' })
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    const manifest: Manifest = {
      madeAt: new Date().toISOString(),
      schema: await schemaOf(client),
      tables: [],
      journals: await journalsOf(client),
    }
    await writeSealed(file, contents(client, await tablesOf(client), manifest))
    await client.query('commit')
    return manifest
  } finally {
    await client.end()
  }
}

export async function schemaOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ hash: string }>(
    'select hash from app_meta.__drizzle_migrations order by created_at',
  )
  return rows.map((row) => row.hash)
}

async function journalsOf(client: pg.Client): Promise<Record<string, number>> {
  const { rows } = await client.query<{ id: string; seq: number }>(
    'select customer_id as id, max(seq)::float8 as seq from events group by customer_id',
  )
  return Object.fromEntries(rows.map(({ id, seq }) => [id, seq]))
}

async function* contents(client: pg.Client, tables: readonly Table[], manifest: Manifest): AsyncGenerator<Buffer> {
  for (const table of tables) {
    yield toBytes({ kind: 'table', bytes: Buffer.from(JSON.stringify(table)) })
    const count = newCount()
    for await (const chunk of rowsOf(client, table)) {
      count.add(chunk)
      yield toBytes({ kind: 'rows', bytes: chunk })
    }
    yield toBytes({ kind: 'end', bytes: Buffer.alloc(0) })
    manifest.tables.push({ name: table.name, ...count.total() })
  }
  yield toBytes({ kind: 'manifest', bytes: Buffer.from(JSON.stringify(manifest)) })
}

export const rowsOf = (client: pg.Client, table: Table): AsyncIterable<Buffer> => client.query(copyTo(copyOut(table)))

/** Rows end with a newline, and a newline inside a value is written as two characters. */
export function newCount() {
  const hash = createHash('sha256')
  let rows = 0
  return {
    add: (chunk: Buffer) => {
      hash.update(chunk)
      for (const byte of chunk) if (byte === 10) rows += 1
    },
    total: () => ({ rows, sha256: hash.digest('hex') }),
  }
}
