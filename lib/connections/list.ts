import 'server-only'
import { and, count, desc, eq, isNotNull, isNull, notInArray, or } from 'drizzle-orm'
import { requireRight, visibleTo } from '@/lib/auth/rights'
import type { Context } from '@/lib/context'
import { connections, migrations, users } from '@/lib/db/schema'
import { toView } from './to-view'
import type { ConnectionView } from './view'

export const listConnections = (ctx: Context): Promise<ConnectionView[]> => readConnections(ctx, null)

/** `id`: this one alone, also when its token was removed and open moves wait for another. */
export async function readConnections(ctx: Context, id: string | null): Promise<ConnectionView[]> {
  requireRight(ctx, 'connections.see')
  const open = ctx.db
    .select({ connectionId: migrations.connectionId, total: count().as('total') })
    .from(migrations)
    .where(notInArray(migrations.status, ['confirmed', 'cancelled']))
    .groupBy(migrations.connectionId)
    .as('open')
  const present = isNull(connections.removedAt)
  const wanted = id === null ? present : and(eq(connections.id, id), or(present, isNotNull(open.total)))
  const rows = await ctx.db
    .select({ connection: connections, addedBy: users.name, open: open.total })
    .from(connections)
    .innerJoin(users, eq(users.id, connections.createdBy))
    .leftJoin(open, eq(open.connectionId, connections.id))
    .where(and(wanted, visibleTo(ctx, connections.customerId)))
    .orderBy(desc(connections.createdAt))
  return rows.map((row) => toView(row.connection, { addedBy: row.addedBy, openMigrations: row.open ?? 0 }, ctx.now()))
}
