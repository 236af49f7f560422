import { BESIDE } from '../../lib/migration/machine'
import type { DatabaseServer } from '../support/database-server'
import type { LedgerEntry, MetaOverHttp } from '../support/meta-over-http'

type Subject = { templates?: { id: string }[]; template?: { name: string } } | null
type Attempt = { command: string; state: string; armed: boolean; subject: Subject }
type Row = {
  id: string
  reference: string
  status: string
  phone_digits: string
  phone_number_id: string | null
  attempts: Attempt[]
}

export type Verdict = { posts: number; presses: number; double: number; wrong: number; what: string[] }

/** Our calls, what each is called at Meta and what comes true by it; that a code was sent is not a lasting fact. */
const CALLS: readonly { command: string; call: string; effect: string | null; once: boolean }[] = [
  { command: 'add_number', call: 'add_number', effect: 'number_added', once: true },
  { command: 'request_code', call: 'request_code', effect: null, once: false },
  { command: 'verify_code', call: 'verify_code', effect: 'number_verified', once: true },
  { command: 'register', call: 'register', effect: 'number_registered', once: true },
  { command: 'copy_templates', call: 'copy_templates', effect: 'templates_copied', once: true },
  { command: 'create_template', call: 'create_template', effect: 'template_created', once: true },
  // The same words once more do no harm.
  { command: 'restore_profile', call: 'update_profile', effect: 'profile_updated', once: false },
  { command: 'send_test', call: 'send_message', effect: 'message_sent', once: false },
  { command: 'override_callback', call: 'override_callback', effect: 'callback_overridden', once: false },
  { command: 'restore_callback', call: 'restore_callback', effect: 'callback_restored', once: false },
]
const DONE = ['done', 'confirmed_done', 'human_done']
const NEVER = ['not_sent', 'refused', 'confirmed_not_done']

/** Puts what Meta got and did beside what we say about it. */
export async function judge(database: DatabaseServer, meta: MetaOverHttp, ids: readonly string[]): Promise<Verdict> {
  const rows = await database.query<Row>(
    `select id, reference, status, phone_digits, phone_number_id,
       (select coalesce(json_agg(json_build_object('command', command, 'state', state, 'armed', armed_at is not null, 'subject', subject)
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
    const asked = row.attempts.flatMap(({ subject }) => subject?.templates?.map(({ id }) => id) ?? [])
    const names = row.attempts.flatMap(({ subject }) => subject?.template?.name ?? [])
    const mine = ledger.filter(
      ({ path, body }) =>
        `84${String(body.phone_number)}` === row.phone_digits ||
        path === `/${row.phone_number_id}` ||
        path.startsWith(`/${row.phone_number_id}/`) ||
        (Array.isArray(body.template_ids) && body.template_ids.some((id) => asked.includes(String(id)))) ||
        (path.endsWith('/message_templates') && names.includes(String(body.name))),
    )
    for (const { command, call, effect, once } of CALLS) {
      const posts = mine.filter((entry) => entry.call === call)
      const attempts = row.attempts.filter((attempt) => attempt.command === command && attempt.armed)
      verdict.posts += posts.length
      verdict.presses += row.attempts.filter((attempt) => attempt.command === command).length
      if (posts.length > attempts.length) {
        verdict.double += posts.length - attempts.length
        verdict.what.push(`${row.reference}: ${call} was sent ${posts.length} times for ${attempts.length} presses`)
      }
      const effects = posts.filter((entry) => entry.effect === effect)
      if (effect === null) continue
      if (once && effects.length > 1) wrong(`${call} happened ${effects.length} times`)
      const done = attempts.filter(({ state }) => DONE.includes(state))
      if (done.length > 0 && effects.length === 0) wrong(`${call} is done and never happened`)
      if (effects.length > 0 && attempts.every(({ state }) => NEVER.includes(state)))
        wrong(`${call} happened and is not done`)
      // The steps of a move may be brought to their end by what is read, too.
      if (BESIDE.some((one) => one === command) && done.length === 0) wrong(`${call} was never brought to its end`)
    }
  }
  judgeSubscription(rows, ledger, verdict)
  return verdict
}

/** The app is connected to the account that all moves of a round go to: so all their presses are put beside all such calls. */
function judgeSubscription(rows: readonly Row[], ledger: readonly LedgerEntry[], verdict: Verdict): void {
  const all = rows.flatMap(({ attempts }) => attempts).filter(({ command }) => command === 'subscribe_app')
  const posts = ledger.filter(({ call }) => call === 'subscribe_app')
  const armed = all.filter((attempt) => attempt.armed)
  verdict.posts += posts.length
  verdict.presses += all.length
  if (posts.length > armed.length) {
    verdict.double += posts.length - armed.length
    verdict.what.push(`subscribe_app was sent ${posts.length} times for ${armed.length} presses`)
  }
  const isDone = armed.some(({ state }) => DONE.includes(state))
  if (isDone === posts.some(({ effect }) => effect === 'app_subscribed')) return
  verdict.wrong += 1
  verdict.what.push(`subscribe_app: said ${isDone ? 'done' : 'not done'}, and it is not so`)
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
