import 'server-only'
import { and, asc, eq, isNull } from 'drizzle-orm'
import { visibleTo } from '@/lib/auth/rights'
import type { Context } from '@/lib/context'
import { connections, customers } from '@/lib/db/schema'
import { AppError } from '@/lib/errors/app-error'

export type ConnectionRow = typeof connections.$inferSelect

/** `anyhow`: also one whose token was removed, because it may get another. */
export async function ownConnection(
  ctx: Context,
  id: string,
  lock: 'lock' | 'read' = 'read',
  removed: 'anyhow' | 'not_found' = 'not_found',
): Promise<ConnectionRow> {
  const isThere = removed === 'anyhow' ? undefined : isNull(connections.removedAt)
  const query = ctx.db
    .select()
    .from(connections)
    .where(and(eq(connections.id, id), isThere, visibleTo(ctx, connections.customerId)))
  const [row] = lock === 'lock' ? await query.for('update') : await query
  if (!row) throw new AppError('not_found')
  return row
}

/** The named customer, or the only one that a business moving its own number has. */
export async function chooseCustomer(ctx: Context, customerId: string | undefined): Promise<string> {
  const [customer] = await ctx.db
    .select({ id: customers.id })
    .from(customers)
    .where(and(customerId === undefined ? undefined : eq(customers.id, customerId), visibleTo(ctx, customers.id)))
    .orderBy(asc(customers.createdAt))
    .limit(1)
  if (!customer) throw new AppError('not_found')
  return customer.id
}

/** What an earlier press with the same key has made. */
export async function findByKey(ctx: Context, userId: string, key: string): Promise<string | null> {
  const [row] = await ctx.db
    .select({ id: connections.id })
    .from(connections)
    .where(and(eq(connections.createdBy, userId), eq(connections.createdKey, key)))
  return row?.id ?? null
}

export const placeOf = (row: Pick<ConnectionRow, 'id' | 'customerId'>, column: 'sealed_token' | 'sealed_app_secret') =>
  ({ table: 'connections', row: row.id, column, customerId: row.customerId }) as const
