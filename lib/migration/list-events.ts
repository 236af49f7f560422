import 'server-only'
import { desc, eq } from 'drizzle-orm'
import type { Context } from '@/lib/context'
import { events } from '@/lib/db/schema'
import { ownMigration } from './rows'
import type { EventView } from './view'

/** Newest first. */
export async function listEvents(ctx: Context, id: string): Promise<EventView[]> {
  const row = await ownMigration(ctx, id)
  const rows = await ctx.db.select().from(events).where(eq(events.migrationId, row.id)).orderBy(desc(events.seq))
  return rows.map(({ seq, kind, actorName, at, data }) => ({ seq, kind, by: actorName, at: at.toISOString(), data }))
}
