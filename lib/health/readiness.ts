import 'server-only'
import { sql } from 'drizzle-orm'
import { getDatabase } from '@/lib/db/client'
import { keyCheckValue, newestChange } from '@/lib/db/upgrade'
import { env } from '@/lib/env'
import { hasRoom } from './disk'
import { isDraining } from './draining'
import { isSpilled } from './spill'

export type Readiness = 'ready' | 'draining' | 'database' | 'schema' | 'key' | 'disk' | 'spill'

const FRESH_FOR = 2000

let last: { at: number; answer: Promise<Readiness> } | undefined

/** Whether this instance should be given work, in one word. Asked often, so the database is asked at most every 2 s. */
export async function readiness(): Promise<Readiness> {
  if (isDraining()) return 'draining'
  const now = performance.now()
  if (last && now - last.at < FRESH_FOR) return last.answer
  const answer = ask()
  last = { at: now, answer }
  const result = await answer
  // A fault may be mended at any moment: only a yes is kept.
  if (result !== 'ready') last = undefined
  return result
}

async function ask(): Promise<Readiness> {
  try {
    const { rows } = await getDatabase().execute<{ newest: string | null; key: string | null }>(sql`
      select (select max(created_at) from app_meta.__drizzle_migrations)::text as newest,
             (select value from app_meta.key_check) as key`)
    const row = rows[0]
    if (Number(row?.newest ?? 0) < newestChange()) return 'schema'
    if (row?.key !== keyCheckValue(env().masterKey)) return 'key'
    if (!(await hasRoom())) return 'disk'
    return (await isSpilled()) ? 'spill' : 'ready'
  } catch (error) {
    return isMissingTable(error) ? 'schema' : 'database'
  }
}

/** 42P01 undefined_table, 3F000 invalid_schema_name: the database answers, but was never brought up to date. */
function isMissingTable(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined
  return cause instanceof Error && 'code' in cause && (cause.code === '42P01' || cause.code === '3F000')
}
