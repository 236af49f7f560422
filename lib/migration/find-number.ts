import 'server-only'
import { graphFor } from '@/lib/connections/graph-for'
import type { Context } from '@/lib/context'
import { withTransaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors/app-error'
import { probeList } from './probe'
import { type MigrationRow, ownMigration, requireVersion } from './rows'
import { amend, transition } from './transition'

/**
 * Looks up the number's id on the destination, where only a person's word says that the number is there. When Meta's list
 * does not show it, the word was a mistake and the number is added again.
 */
export async function findNumber(outer: Context, row: MigrationRow): Promise<MigrationRow> {
  if (row.destinationWabaId === null || row.phoneDigits === null) throw new AppError('step_not_reached')
  const { client } = await graphFor(outer, row.connectionId)
  const probe = probeList(await client.listPhoneNumbers(row.destinationWabaId), row.phoneDigits)
  if (probe.found === 'cannot_tell') throw new AppError('meta_down')
  return withTransaction(outer, async (ctx) => {
    const fresh = await ownMigration(ctx, row.id, 'lock')
    await requireVersion(ctx, fresh, row.version)
    if (probe.found === 'not_done') return transition(ctx, fresh, 'request_code', 'number_gone')
    return probe.phoneNumberId === undefined ? fresh : amend(ctx, fresh, { phoneNumberId: probe.phoneNumberId })
  })
}
