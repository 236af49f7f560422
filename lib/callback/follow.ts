import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import type { Context } from '@/lib/context'
import { callbackOverrides, migrations } from '@/lib/db/schema'
import type { AttemptRow } from '@/lib/migration/rows'
import { wake } from '@/lib/migration/wake'
import { addNotice } from '@/lib/notices/add'

/** Minutes after a failed try to put it back; then a person is asked. To take an address away that is gone does no harm. */
const TRY_AGAIN_AFTER = [1, 5, 15, 60]

/** What an outcome means for the override, in the transaction of that outcome. */
export async function followCallback(ctx: Context, attempt: AttemptRow, became: 'so' | 'not'): Promise<void> {
  if (attempt.subject?.of !== 'callback') return
  const { override } = attempt.subject
  if (attempt.command === 'override_callback') {
    // Meta never set it: there is nothing to put back.
    if (became === 'not') await ctx.db.delete(callbackOverrides).where(eq(callbackOverrides.id, override))
    return
  }
  const standing = and(eq(callbackOverrides.id, override), isNull(callbackOverrides.endedAt))
  const [row] = await ctx.db.select().from(callbackOverrides).where(standing)
  if (row === undefined) return
  const now = ctx.now()
  const minutes = TRY_AGAIN_AFTER[row.tries]
  const nextTryAt = minutes === undefined ? null : new Date(now.getTime() + minutes * 60_000)
  const change = became === 'so' ? { endedAt: now, nextTryAt: null } : { tries: row.tries + 1, nextTryAt }
  await ctx.db.update(callbackOverrides).set(change).where(standing)
  if (became === 'so') return
  if (nextTryAt === null) await tellStarter(ctx, row.migrationId)
  else await wake(ctx, row.migrationId, nextTryAt)
}

async function tellStarter(ctx: Context, migrationId: string): Promise<void> {
  const [move] = await ctx.db.select().from(migrations).where(eq(migrations.id, migrationId))
  if (move !== undefined) await addNotice(ctx, move, 'callback_stuck')
}
