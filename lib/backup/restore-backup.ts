import 'server-only'
import { finished } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { verifyJournals } from '@/lib/events/verify'
import { type Frame, readFrames } from './frames'
import { Manifest, TableHead } from './manifest'
import { BackupError, readSealed } from './sealed-file'
import { copyIn, emptyAll, type Table, tablesOf } from './tables'
import { VERSIONS_AHEAD } from './versions-ahead'
import { newCount, rowsOf, schemaOf } from './write-backup'

/**
 * Puts a backup into a database whose schema is up to date: all of it or nothing. What was not finished then is in
 * quarantine: Meta is read before anything more is sent for it (reliability OPS-3).
 */
export async function restoreBackup(
  databaseUrl: string,
  file: string,
  options: { replace: boolean },
): Promise<{ manifest: Manifest; quarantined: number }> {
  // Once through before anything is written: only its end tells whether it is whole.
  const manifest = await readManifest(file)
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'carryover restore' })
  await client.connect()
  try {
    await client.query('begin')
    await refuse(client, manifest, options.replace)
    const tables = await tablesOf(client)
    // The journal's guard lets nobody empty it; whoever may restore may lift it, for this transaction.
    await client.query('alter table events disable trigger events_append_only')
    await client.query(emptyAll(tables))
    await client.query('alter table events enable trigger events_append_only')
    await load(client, file, tables)
    await compare(client, tables, manifest)
    await verifyJournals(client)
    await client.query('update migrations set version = version + $1', [VERSIONS_AHEAD])
    const { rowCount } = await client.query(
      `update migrations set quarantined_at = now(), lease_owner = null, lease_until = null
       where status not in ('confirmed', 'cancelled')`,
    )
    await client.query('commit')
    return { manifest, quarantined: rowCount ?? 0 }
  } finally {
    await client.end()
  }
}

async function readManifest(file: string): Promise<Manifest> {
  let last: Frame | undefined
  for await (const frame of readFrames(readSealed(file))) last = frame
  if (last?.kind !== 'manifest') throw new BackupError('The backup is cut short')
  return Manifest.parse(JSON.parse(last.bytes.toString('utf8')))
}

async function refuse(client: pg.Client, manifest: Manifest, replace: boolean): Promise<void> {
  const running = await client.query(
    `select 1 from pg_stat_activity where datname = current_database() and application_name = 'carryover' limit 1`,
  )
  if (running.rowCount !== 0) throw new BackupError('Carryover is running on this database: stop it first')
  const schema = await schemaOf(client)
  if (JSON.stringify(schema) !== JSON.stringify(manifest.schema)) {
    throw new BackupError(
      'The backup was made with another version of Carryover: restore it with that version, then update',
    )
  }
  const used = await client.query('select 1 from users limit 1')
  if (used.rowCount !== 0 && !replace) {
    throw new BackupError('This database is in use: add --replace to throw away what is in it')
  }
}

async function load(client: pg.Client, file: string, tables: readonly Table[]): Promise<void> {
  let into: ReturnType<typeof copyFrom> | null = null
  for await (const { kind, bytes } of readFrames(readSealed(file))) {
    if (kind === 'table') {
      const head = TableHead.parse(JSON.parse(bytes.toString('utf8')))
      const table = tables.find(({ name }) => name === head.name)
      if (table === undefined) throw new BackupError(`There is no table ${head.name} here`)
      into = client.query(copyFrom(copyIn({ ...table, columns: head.columns })))
    } else if (kind === 'rows' && into !== null) {
      if (!into.write(Buffer.from(bytes))) await new Promise((resolve) => into?.once('drain', resolve))
    } else if (kind === 'end' && into !== null) {
      into.end()
      await finished(into)
      into = null
    }
  }
}

/** What is in the database now, read back, must be what was in the other. */
async function compare(client: pg.Client, tables: readonly Table[], manifest: Manifest): Promise<void> {
  for (const table of tables) {
    const wanted = manifest.tables.find(({ name }) => name === table.name)
    const count = newCount()
    for await (const chunk of rowsOf(client, table)) count.add(chunk)
    const { rows, sha256 } = count.total()
    if (wanted?.rows !== rows || wanted.sha256 !== sha256)
      throw new BackupError(`Table ${table.name} did not come over whole`)
  }
}
