import 'server-only'
import { and, eq } from 'drizzle-orm'
import type { Context } from '@/lib/context'
import { migrations } from '@/lib/db/schema'
import { COPY_TIMEOUT } from '@/lib/graph/endpoints'
import type { Effect } from './machine'
import type { MigrationRow } from './rows'

/** Longer than the longest Graph call, so that a holder that is merely slow keeps it. */
const LEASE = 60_000

export const leaseOf = (effect: Effect): number => (effect === 'copy_templates' ? COPY_TIMEOUT + LEASE : LEASE)

/** Takes the migration for one piece of work; every later write of that work carries the fence it gets here. */
export async function takeLease(ctx: Context, row: MigrationRow, length = LEASE): Promise<MigrationRow> {
  const lease = {
    fence: row.fence + 1,
    leaseOwner: ctx.host.instanceId,
    leaseUntil: new Date(ctx.now().getTime() + length),
  }
  await ctx.db.update(migrations).set(lease).where(eq(migrations.id, row.id))
  return { ...row, ...lease }
}

export async function releaseLease(ctx: Context, row: MigrationRow): Promise<void> {
  await ctx.db
    .update(migrations)
    .set({ leaseOwner: null, leaseUntil: null })
    .where(and(eq(migrations.id, row.id), eq(migrations.fence, row.fence)))
}
