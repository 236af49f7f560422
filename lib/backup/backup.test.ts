import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { eq } from 'drizzle-orm'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPractice } from '@/lib/connections/create-practice'
import type { Context } from '@/lib/context'
import { createDatabase } from '@/lib/db/client'
import { newId } from '@/lib/db/ids'
import { connections, events, migrations, sessions, users } from '@/lib/db/schema'
import { isAppError } from '@/lib/errors/app-error'
import { findBreak } from '@/lib/events/verify'
import { choose } from '@/lib/migration/choose'
import { getMigration } from '@/lib/migration/get'
import { reconcileDue } from '@/lib/migration/reconcile'
import { requestCode } from '@/lib/migration/request-code'
import { startMigration } from '@/lib/migration/start'
import { buildCustomer, buildPerson } from '@/lib/testing/api'
import { freshDatabase, testContext } from '@/lib/testing/database'
import { checkGeneration } from './generation'
import { restoreBackup } from './restore-backup'
import { writeBackup } from './write-backup'

const folder = mkdtempSync(path.join(tmpdir(), 'carryover-backup-'))
const file = path.join(folder, 'backup')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let source: Awaited<ReturnType<typeof testContext>>
let ctx: Context
let migrationId = ''

beforeAll(async () => {
  source = await testContext()
  const customerId = await buildCustomer(source.ctx)
  const person = await buildPerson(source.ctx, 'owner', [customerId])
  ctx = person.ctx
  const connection = await createPractice(ctx, { kind: 'practice', story: 'everything_works' }, newId())
  const draft = await startMigration(ctx, { connectionId: connection.id }, newId())
  const view = await choose(ctx, draft.id, { version: draft.version, phoneNumber: '+84912345678' })
  migrationId = view.id
  await writeBackup(source.databaseUrl, file)
})

/** Pools of the app hold sessions, and a restore waits for none of them. */
async function emptyDatabase() {
  const { pool, databaseUrl } = await freshDatabase()
  return { databaseUrl, db: createDatabase(pool), release: () => pool.end().catch(() => {}) }
}

const rowsOf = async (databaseUrl: string, query: string): Promise<unknown[]> => {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const { rows } = await client.query(query)
  await client.end()
  return rows
}

describe('a backup', () => {
  it('brings everything over, and marks what was not finished', async () => {
    const { databaseUrl } = await emptyDatabase()
    const { quarantined } = await restoreBackup(databaseUrl, file, { replace: false })
    expect(quarantined).toBe(1)
    for (const table of ['users', 'customers', 'connections', 'events', 'checks', 'api_tokens', 'sandbox_worlds']) {
      const query = `select * from ${table} order by 1, 2`
      expect(await rowsOf(databaseUrl, query)).toEqual(await rowsOf(source.databaseUrl, query))
    }
    const [row] = await rowsOf(databaseUrl, `select status, quarantined_at is not null as waits from migrations`)
    expect(row).toEqual({ status: 'ready', waits: true })
    expect(await rowsOf(databaseUrl, 'select 1 from sessions')).toEqual([])
  })

  it('holds no secret that can be read', async () => {
    const bytes = readFileSync(file)
    const [session] = await ctx.db.select().from(sessions)
    const [connection] = await ctx.db.select().from(connections)
    const [user] = await ctx.db.select().from(users)
    for (const text of [session?.idHash, connection?.sealedToken, user?.email, 'PRACTICE', 'Cửa hàng']) {
      expect(bytes.includes(text ?? 'missing')).toBe(false)
    }
  })

  it.each([
    [
      'one changed byte',
      (bytes: Buffer) => bytes.with(Math.floor(bytes.length / 2), (bytes.at(bytes.length / 2) ?? 0) ^ 1),
    ],
    ['a cut end', (bytes: Buffer) => bytes.subarray(0, -40)],
    ['nothing but a name', () => Buffer.from('CARRYOVER BACKUP 1 00000000\n')],
    ['another file', () => Buffer.from('hello')],
  ])('is refused with %s, and nothing is written', async (_, spoil) => {
    const { databaseUrl } = await emptyDatabase()
    const spoilt = path.join(folder, newId())
    writeFileSync(spoilt, spoil(readFileSync(file)))
    await expect(restoreBackup(databaseUrl, spoilt, { replace: false })).rejects.toThrow(/backup|Backup/)
    expect(await rowsOf(databaseUrl, 'select 1 from users')).toEqual([])
  })

  it('does not go over a database in use unless told so, nor under a running app', async () => {
    const { databaseUrl } = await emptyDatabase()
    await restoreBackup(databaseUrl, file, { replace: false })
    await expect(restoreBackup(databaseUrl, file, { replace: false })).rejects.toThrow('--replace')
    await restoreBackup(databaseUrl, file, { replace: true })
    await expect(restoreBackup(source.databaseUrl, file, { replace: true })).rejects.toThrow('running')
  })

  it('leaves nothing half when it is killed', async () => {
    const half = path.join(folder, 'half')
    const hooks = path.resolve('scripts/ts-hooks.mjs')
    const script = path.resolve('scripts/backup.ts')
    const env = { ...process.env, DATABASE_URL: source.databaseUrl }
    await promisify(execFile)(process.execPath, ['--import', hooks, script, half], {
      env,
      timeout: 700,
      killSignal: 'SIGKILL',
    }).catch(() => {})
    const whole = await promisify(execFile)(process.execPath, ['--import', hooks, script, half], { env })
    expect(whole.stdout).toContain('rows')
    const { databaseUrl } = await emptyDatabase()
    await restoreBackup(databaseUrl, half, { replace: false })
  })
})

describe('an older copy of the truth', () => {
  it('sends nothing until Meta was read, and then knows what happened after it was made', async () => {
    const before = await getMigration(ctx, migrationId)
    const sent = await requestCode(
      ctx,
      migrationId,
      { version: before.version, method: 'SMS', language: 'vi' },
      newId(),
    )
    expect(sent.status).toBe('code_requested')
    const worlds = await rowsOf(source.databaseUrl, 'select id, state from sandbox_worlds')
    const { pool, databaseUrl } = await freshDatabase()
    await restoreBackup(databaseUrl, file, { replace: false })
    // Meta is where it is; only our own rows are from yesterday.
    for (const world of worlds as { id: string; state: unknown }[]) {
      await pool.query('update sandbox_worlds set state = $2 where id = $1', [world.id, JSON.stringify(world.state)])
    }
    const there: Context = { ...ctx, db: createDatabase(pool) }
    const waiting = await getMigration(there, migrationId)
    expect(waiting).toMatchObject({ status: 'ready', quarantined: true })
    const press = () =>
      requestCode(there, migrationId, { version: waiting.version, method: 'SMS', language: 'vi' }, newId())
    await expect(press()).rejects.toSatisfy((error) => isAppError(error) && error.code === 'restored_unread')
    await there.db.update(migrations).set({ quarantinedAt: there.now() }).where(eq(migrations.id, migrationId))
    await reconcileDue(there)
    expect((await getMigration(there, migrationId)).quarantined).toBe(true)
    source.clock.advance(301_000)
    await reconcileDue(there)
    const released = await getMigration(there, migrationId)
    expect(released.quarantined).toBe(false)
    // A browser that sends a press of before again: the copy knows nothing of it, and takes it for none of its own.
    const old = { version: sent.version, method: 'SMS', language: 'vi' } as const
    await expect(requestCode(there, migrationId, old, newId())).rejects.toSatisfy(
      (error) => isAppError(error) && error.code === 'migration_changed',
    )
    // The number waits on the destination already: it is taken over, not added again.
    const again = await requestCode(
      there,
      migrationId,
      { version: released.version, method: 'SMS', language: 'vi' },
      newId(),
    )
    expect(again.status).toBe('code_requested')
    const [world] = (await pool.query<{ state: { ledger: { call: string }[] } }>('select state from sandbox_worlds'))
      .rows
    expect(world?.state.ledger.filter((entry) => entry.call === 'add_number')).toHaveLength(1)
  })
})

describe('a copy that was put back by other means', () => {
  it('is found at the next start, and only then', async () => {
    const dataDir = mkdtempSync(path.join(folder, 'data-'))
    const other = mkdtempSync(path.join(folder, 'data-'))
    const { pool, databaseUrl } = await freshDatabase()
    await restoreBackup(databaseUrl, file, { replace: false })
    const there: Context = { ...ctx, db: createDatabase(pool) }
    await there.db.update(migrations).set({ quarantinedAt: null })
    for (const start of [dataDir, other, dataDir, dataDir]) expect(await checkGeneration(there, start)).toBe(false)
    await pool.query('update app_meta.generation set value = 2')
    expect(await checkGeneration(there, dataDir)).toBe(true)
    expect((await getMigration(there, migrationId)).quarantined).toBe(true)
    for (const start of [dataDir, other]) expect(await checkGeneration(there, start)).toBe(false)
  })
})

describe('the journal', () => {
  it('tells what was edited, cut out, put in or swapped', async () => {
    const journal = await ctx.db.select().from(events).orderBy(events.seq)
    expect(findBreak(journal)).toBeNull()
    const [first, second, third, ...rest] = journal
    if (first === undefined || second === undefined || third === undefined) throw new Error('too short')
    expect(findBreak([first, { ...second, actorName: 'nobody' }, third, ...rest])).toBe(second.seq)
    expect(findBreak([first, third, ...rest])).toBe(third.seq)
    expect(findBreak([first, second, second, third, ...rest])).toBe(second.seq)
    expect(findBreak([second, first, third, ...rest])).toBe(second.seq)
  })
})
