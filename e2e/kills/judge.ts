import type { DatabaseServer } from '../support/database-server'
import type { MetaOverHttp } from '../support/meta-over-http'

type Attempt = { command: string; state: string; armed: boolean }
type Row = {
  id: string
  reference: string
  status: string
  phone_digits: string
  phone_number_id: string | null
  attempts: Attempt[]
}

export type Verdict = { posts: number; presses: number; double: number; wrong: number; what: string[] }

const EFFECT: Readonly<Record<string, string>> = {
  add_number: 'number_added',
  verify_code: 'number_verified',
  register: 'number_registered',
}
const DONE = ['done', 'confirmed_done', 'human_done']
const NEVER = ['not_sent', 'refused', 'confirmed_not_done']

/** Puts what Meta got and did beside what we say about it. */
export async function judge(database: DatabaseServer, meta: MetaOverHttp, ids: readonly string[]): Promise<Verdict> {
  const rows = await database.query<Row>(
    `select id, reference, status, phone_digits, phone_number_id,
       (select coalesce(json_agg(json_build_object('command', command, 'state', state, 'armed', armed_at is not null)
          order by intent_at), '[]') from attempts where migration_id = migrations.id) as attempts
     from migrations where id = any($1)`,
    [ids],
  )
  const ledger = (await meta.ledger()).filter(({ method }) => method === 'POST')
  const verdict: Verdict = { posts: 0, presses: 0, double: 0, wrong: 0, what: [] }
  for (const row of rows) {
    const wrong = (text: string) => {
      verdict.wrong += 1
      verdict.what.push(`${row.reference}: ${text}`)
    }
    if (row.status !== 'confirmed') wrong(`ended as ${row.status}, ${JSON.stringify(row.attempts)}`)
    const mine = ledger.filter(
      ({ path, body }) =>
        `84${String(body.phone_number)}` === row.phone_digits || path.startsWith(`/${row.phone_number_id}/`),
    )
    for (const call of ['add_number', 'request_code', 'verify_code', 'register']) {
      const posts = mine.filter((entry) => entry.call === call)
      const attempts = row.attempts.filter(({ command, armed }) => command === call && armed)
      verdict.posts += posts.length
      verdict.presses += row.attempts.filter(({ command }) => command === call).length
      if (posts.length > attempts.length) {
        verdict.double += posts.length - attempts.length
        verdict.what.push(`${row.reference}: ${call} was sent ${posts.length} times for ${attempts.length} presses`)
      }
      const effects = posts.filter(({ effect }) => effect === EFFECT[call])
      if (effects.length > 1) wrong(`${call} happened ${effects.length} times`)
      const done = attempts.filter(({ state }) => DONE.includes(state))
      if (call in EFFECT && done.length > 0 && effects.length === 0) wrong(`${call} is done and never happened`)
      if (effects.length > 0 && attempts.every(({ state }) => NEVER.includes(state)))
        wrong(`${call} happened and is not done`)
    }
  }
  return verdict
}

/** Six digits that somebody typed, anywhere in what the database keeps. Keys and hashes hold digits by chance: only whole words count. */
export async function findTyped(database: DatabaseServer, typed: readonly string[]): Promise<string[]> {
  const tables = await database.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`,
  )
  const found: string[] = []
  for (const { name } of tables) {
    const rows = await database.query<{ text: string }>(`select t::text as text from ${name} t`)
    for (const secret of new Set(typed)) {
      const word = new RegExp(`(?<![0-9a-fA-F.])${secret}(?![0-9a-fA-F])`)
      if (rows.some(({ text }) => word.test(text))) found.push(name)
    }
  }
  return found
}
