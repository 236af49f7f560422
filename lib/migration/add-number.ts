import 'server-only'
import { requireRight } from '@/lib/auth/rights'
import { graphFor } from '@/lib/connections/graph-for'
import type { Context } from '@/lib/context'
import { withTransaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors/app-error'
import { appendEvent } from '@/lib/events/append'
import { splitNumber } from '@/lib/phone/read-number'
import { finishMove } from './finish-move'
import { getMigration } from './get'
import { probeList } from './probe'
import { type MigrationRow, ownMigration, requireVersion } from './rows'
import { runCommand } from './run-command'
import { VersionInput } from './schemas'
import { transition } from './transition'
import type { MigrationView } from './view'
import { viewAfter } from './view-after'

/**
 * Step 2 of Meta's procedure. A number that stands in the destination already is adopted by reading: there is
 * nothing to send.
 */
export async function addNumber(ctx: Context, id: string, input: VersionInput, key: string): Promise<MigrationView> {
  requireRight(ctx, 'migrations.move')
  const { version } = VersionInput.parse(input)
  const row = await ownMigration(ctx, id)
  if (row.status === 'draft') throw new AppError('checks_failing')
  if (row.status === 'ready' && row.version === version && (await adopt(ctx, row))) return getMigration(ctx, id)
  await runCommand(ctx, {
    command: 'add_number',
    migrationId: id,
    version,
    key,
    send: (client, { phoneE164, destinationWabaId }) => {
      if (phoneE164 === null || destinationWabaId === null) throw new AppError('number_not_chosen')
      const { cc, national } = splitNumber(phoneE164)
      return client.addPhoneNumber({ wabaId: destinationWabaId, cc, nationalNumber: national })
    },
    done: ({ id: phoneNumberId }) => ({ outcome: 'done', phoneNumberId }),
  })
  return viewAfter(ctx, id)
}

async function adopt(outer: Context, row: MigrationRow): Promise<boolean> {
  if (row.destinationWabaId === null || row.phoneDigits === null) return false
  const { client } = await graphFor(outer, row.connectionId)
  const probe = probeList(await client.listPhoneNumbers(row.destinationWabaId), row.phoneDigits)
  if (probe.found !== 'done') return false
  await withTransaction(outer, async (ctx) => {
    const fresh = await ownMigration(ctx, row.id, 'lock')
    await requireVersion(ctx, fresh, row.version)
    await appendEvent(ctx, { customerId: row.customerId, migrationId: row.id, kind: 'number_adopted' })
    const patch = probe.phoneNumberId === undefined ? {} : { phoneNumberId: probe.phoneNumberId }
    await transition(ctx, fresh, 'add_number', probe.outcome, patch)
  })
  await finishMove(outer, row.id)
  return true
}
