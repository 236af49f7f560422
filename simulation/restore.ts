import { VERSIONS_AHEAD } from '@/lib/backup/versions-ahead'
import type { Simulation } from './simulation'

type Row = Record<string, unknown>

/** What a backup holds of one migration. */
export type Backup = { migration: Row; attempts: string[]; budgets: Row[] }

const COLUMNS = [
  'status',
  'version',
  'fence',
  'lease_owner',
  'lease_until',
  'phone_number_id',
  'code_method',
  'code_language',
  'code_requested_at',
  'verified_at',
  'registered_at',
  'look_again_at',
  'confirmed_at',
  'snapshot_before',
  'snapshot_after',
  'updated_at',
]

export async function takeBackup({ lane, migrationId }: Simulation): Promise<Backup> {
  const query = async (sql: string) => (await lane.pool.query<Row>(sql, [migrationId])).rows
  const [migration = {}] = await query('select * from migrations where id = $1')
  const attempts = await query('select id from attempts where migration_id = $1')
  const budgets = await query(
    'select b.* from budgets b join attempts a on a.id = b.attempt_id where a.migration_id = $1',
  )
  return { migration, attempts: attempts.map((row) => String(row.id)), budgets }
}

/** As `restore` leaves the database: the old rows, and every live migration in quarantine. */
export async function putBack(sim: Simulation, backup: Backup): Promise<void> {
  const { lane, migrationId } = sim
  const client = await lane.pool.connect()
  try {
    await client.query('begin')
    // Replication's role: the journal's own guard lets a restore through, and nobody else.
    await client.query(`set local session_replication_role = replica`)
    await client.query('delete from budgets where attempt_id in (select id from attempts where migration_id = $1)', [
      migrationId,
    ])
    await client.query('delete from attempts where migration_id = $1 and not id = any($2)', [
      migrationId,
      backup.attempts,
    ])
    await client.query('delete from callback_overrides where migration_id = $1', [migrationId])
    await client.query('delete from events where migration_id = $1', [migrationId])
    const set = COLUMNS.map((column, index) => `${column} = $${index + 2}`).join(', ')
    const migration: Row = { ...backup.migration, version: Number(backup.migration.version) + VERSIONS_AHEAD }
    const values = COLUMNS.map((column) => toSql(migration[column]))
    // What is over is not live: nothing of it waits to be read.
    const quarantinedAt = backup.migration.status === 'confirmed' ? null : new Date(sim.wall())
    await client.query(`update migrations set ${set}, quarantined_at = $${COLUMNS.length + 2} where id = $1`, [
      migrationId,
      ...values,
      quarantinedAt,
    ])
    await client.query(`delete from idempotency_keys where key like $1`, [`key-${sim.seed}-%`])
    await client.query('commit')
  } finally {
    client.release()
  }
}

const toSql = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !(value instanceof Date) ? JSON.stringify(value) : value
