import 'server-only'
import type { ClientBase } from 'pg'

export type Table = { name: string; columns: string[]; key: string[] }

/** Of the hour, not of the business: whoever is signed in signs in again, and no answer is repeated from before. */
const LEFT_OUT: readonly string[] = [
  'sessions',
  'idempotency_keys',
  'throttles',
  'setup_links',
  'watch_shares',
  'webhook_deliveries',
]

const TABLES = `
  select c.relname as name,
    (select json_agg(a.attname order by a.attnum) from pg_attribute a
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
    (select json_agg(a.attname order by array_position(i.indkey::int2[], a.attnum)) from pg_index i
      join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey)
      where i.indrelid = c.oid and i.indisprimary) as key,
    coalesce((select json_agg(distinct f.relname) from pg_constraint k join pg_class f on f.oid = k.confrelid
      where k.conrelid = c.oid and k.contype = 'f' and f.oid <> c.oid), '[]') as needs
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and c.relkind = 'r' order by c.relname`

/** Asked of the database itself, so that no table can be forgotten; each after those that it points to. */
export async function tablesOf(client: ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table & { needs: string[] }>(TABLES)
  const waiting = rows.filter((row) => !LEFT_OUT.includes(row.name))
  const ordered: Table[] = []
  while (waiting.length > 0) {
    const index = waiting.findIndex(({ needs }) => needs.every((name) => ordered.some((table) => table.name === name)))
    const [next] = waiting.splice(index, 1)
    if (index === -1 || next === undefined) throw new Error('the tables point at each other in a ring')
    ordered.push({ name: next.name, columns: next.columns, key: next.key })
  }
  return ordered
}

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`
const list = (names: readonly string[]): string => names.map(quote).join(', ')

/** In the order of the key, so that the same rows give the same bytes. */
export const copyOut = ({ name, columns, key }: Table): string =>
  `copy (select ${list(columns)} from public.${quote(name)} order by ${list(key)}) to stdout`

export const copyIn = ({ name, columns }: Table): string => `copy public.${quote(name)} (${list(columns)}) from stdin`

export const emptyAll = (tables: readonly Table[]): string =>
  `truncate ${[...tables.map(({ name }) => name), ...LEFT_OUT].map((name) => `public.${quote(name)}`).join(', ')}`
