import 'server-only'
import { and, eq } from 'drizzle-orm'
import { requireRight } from '@/lib/auth/rights'
import { isCheckKind } from '@/lib/checks/kinds'
import { isConfirmable } from '@/lib/checks/owner'
import type { Context } from '@/lib/context'
import { checks } from '@/lib/db/schema'
import { withTransaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors/app-error'
import { appendEvent } from '@/lib/events/append'
import { getMigration } from './get'
import { ownMigration, requireVersion } from './rows'
import { ConfirmCheckInput } from './schemas'
import { amend } from './transition'
import type { MigrationView } from './view'

/** A person answers for what Meta does not let us read. The answer is kept with name and time, and as an event. */
export async function confirmCheck(outer: Context, id: string, input: ConfirmCheckInput): Promise<MigrationView> {
  requireRight(outer, 'migrations.move')
  const { version, kind, confirmed } = ConfirmCheckInput.parse(input)
  if (!isCheckKind(kind)) throw new AppError('not_found')
  await withTransaction(outer, async (ctx) => {
    const row = await ownMigration(ctx, id, 'lock')
    await requireVersion(ctx, row, version)
    const own = and(eq(checks.migrationId, id), eq(checks.kind, kind))
    const [check] = await ctx.db.select().from(checks).where(own)
    if (check === undefined) throw new AppError('not_found')
    if (!isConfirmable(kind, check.outcome)) throw new AppError('check_not_confirmable')
    await ctx.db
      .update(checks)
      .set(
        confirmed ? { confirmedAt: ctx.now(), confirmedBy: ctx.actor.name } : { confirmedAt: null, confirmedBy: null },
      )
      .where(own)
    await amend(ctx, row, {})
    await appendEvent(ctx, {
      customerId: row.customerId,
      migrationId: id,
      kind: 'check_confirmed',
      data: { check: kind, confirmed },
    })
  })
  return getMigration(outer, id)
}
