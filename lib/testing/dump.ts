import { sql } from 'drizzle-orm'
import * as z from 'zod'
import type { Context } from '@/lib/context'

const Names = z.array(z.object({ name: z.string() }))

/** Every row of every table as text: what is not in it is nowhere in the database. */
export async function dumpDatabase(ctx: Context, except: readonly string[] = []): Promise<string> {
  const found = await ctx.db.execute(
    sql`select table_name as name from information_schema.tables where table_schema = 'public' order by table_name`,
  )
  const parts: string[] = []
  for (const { name } of Names.parse(found.rows)) {
    if (except.includes(name)) continue
    const { rows } = await ctx.db.execute(
      sql`select coalesce(json_agg(t order by t::text), '[]') as rows from ${sql.identifier(name)} t`,
    )
    parts.push(`${name} ${JSON.stringify(rows)}`)
  }
  return parts.join('\n')
}
