import 'server-only'
import { asc, eq } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import type { Client } from 'pg'
import * as schema from '@/lib/db/schema'
import { GENESIS, hashEvent } from './append'

type Event = typeof schema.events.$inferSelect

/** The first place where a journal was edited, cut out of, added to or rearranged; null when it is whole. */
export function findBreak(journal: readonly Event[]): number | null {
  let before = { seq: 0, hash: GENESIS }
  for (const event of journal) {
    if (event.seq !== before.seq + 1 || event.prevHash !== before.hash || hashEvent(event) !== event.hash)
      return event.seq
    before = event
  }
  return null
}

/** Throws at the first journal that does not hold together. */
export async function verifyJournals(client: Client): Promise<void> {
  const db = drizzle(client, { schema })
  for (const { id } of await db.select({ id: schema.customers.id }).from(schema.customers)) {
    const journal = await db
      .select()
      .from(schema.events)
      .where(eq(schema.events.customerId, id))
      .orderBy(asc(schema.events.seq))
    const at = findBreak(journal)
    if (at !== null) throw new Error(`the journal of customer ${id} is broken at entry ${at}`)
  }
}
