import 'server-only'
import { requireRight } from '@/lib/auth/rights'
import type { Context } from '@/lib/context'
import { withTransaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors/app-error'
import { appendEvent } from '@/lib/events/append'
import { getMigration } from './get'
import { allows } from './machine'
import { ownMigration, requireFresh, requireVersion } from './rows'
import { VersionInput } from './schemas'
import { transition } from './transition'
import type { MigrationView } from './view'

/** Stops a move. Harmless before `register`; waits for a call that is on its way, because its outcome decides. */
export async function cancelMigration(outer: Context, id: string, input: VersionInput): Promise<MigrationView> {
  requireRight(outer, 'migrations.move')
  const { version } = VersionInput.parse(input)
  await withTransaction(outer, async (ctx) => {
    const row = await ownMigration(ctx, id, 'lock')
    if (row.status === 'cancelled') return
    await requireVersion(ctx, row, version)
    requireFresh(row)
    if (!allows(row.status, 'cancel')) throw new AppError('cannot_cancel')
    await transition(ctx, row, 'cancel', 'done')
    await appendEvent(ctx, { customerId: row.customerId, migrationId: id, kind: 'migration_cancelled' })
  })
  return getMigration(outer, id)
}
