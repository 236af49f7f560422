import { sql } from 'drizzle-orm'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { getPool } from '@/lib/db/client'
import { startDraining } from '@/lib/health/draining'
import { type TestContext, testContext } from '@/lib/testing/database'
import { GET as healthz } from '../healthz/route'
import { GET as readyz } from './route'

let test: TestContext
let clock = 0

beforeAll(async () => {
  test = await testContext()
  process.env.DATABASE_URL = test.databaseUrl
})

beforeEach(() => {
  // An answer is kept for a while: each test asks later than the one before.
  clock += 60_000
  vi.spyOn(performance, 'now').mockImplementation(() => clock)
})

afterEach(() => vi.restoreAllMocks())

async function ask(): Promise<[number, unknown]> {
  const response = await readyz()
  return [response.status, await response.json()]
}

const run = (statement: string) => test.ctx.db.execute(sql.raw(statement))

describe('readyz', () => {
  it('is ready on a database of this build and this key', async () => {
    expect(await ask()).toEqual([200, { status: 'ready' }])
  })

  it('is not ready when the database was made with another key', async () => {
    await run(`update app_meta.key_check set value = reverse(value)`)
    expect(await ask()).toEqual([503, { status: 'key' }])
    await run(`update app_meta.key_check set value = reverse(value)`)
    expect(await ask()).toEqual([200, { status: 'ready' }])
  })

  it('is not ready when the schema is behind, or was never made', async () => {
    await run(`update app_meta.__drizzle_migrations set created_at = created_at - 1000000000`)
    expect(await ask()).toEqual([503, { status: 'schema' }])
    await run(`alter schema app_meta rename to gone`)
    expect(await ask()).toEqual([503, { status: 'schema' }])
    await run(`alter schema gone rename to app_meta`)
    await run(`update app_meta.__drizzle_migrations set created_at = created_at + 1000000000`)
  })

  it('is not ready without a database, and says nothing more', async () => {
    vi.spyOn(getPool(), 'query').mockRejectedValue(new Error('connect ECONNREFUSED db.internal'))
    expect(await ask()).toEqual([503, { status: 'database' }])
  })

  it('asks the database once for many callers', async () => {
    const query = vi.spyOn(getPool(), 'query')
    await Promise.all([ask(), ask(), ask()])
    expect(query).toHaveBeenCalledTimes(1)
  })

  it('is not ready from the signal to stop on, and still alive', async () => {
    startDraining()
    expect(await ask()).toEqual([503, { status: 'draining' }])
    expect((await healthz()).status).toBe(200)
  })
})
