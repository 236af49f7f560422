import 'server-only'
import { desc, eq } from 'drizzle-orm'
import type { Context } from '@/lib/context'
import { events } from '@/lib/db/schema'
import type { EventKind } from '@/lib/events/kinds'
import { ownMigration } from './rows'

export type EventView = {
  seq: number
  kind: EventKind
  by: string
  at: string
  data: Record<string, string | number | boolean | null>
}

/** Newest first. */
export async function listEvents(ctx: Context, id: string): Promise<EventView[]> {
  const row = await ownMigration(ctx, id)
  const rows = await ctx.db.select().from(events).where(eq(events.migrationId, row.id)).orderBy(desc(events.seq))
  return rows.map(({ seq, kind, actorName, at, data }) => ({ seq, kind, by: actorName, at: at.toISOString(), data }))
}
