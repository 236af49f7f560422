import 'server-only'
import { requireRight } from '@/lib/auth/rights'
import type { Context } from '@/lib/context'
import { withTransaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors/app-error'
import { appendEvent } from '@/lib/events/append'
import { getMigration } from '@/lib/migration/get'
import { ownMigration } from '@/lib/migration/rows'
import type { MigrationView } from '@/lib/migration/view'
import { keepProof } from './rows'
import { SaidInput } from './schemas'

/** Where no webhook tells, a person looks. Kept with name and time, and shown as their word. */
export async function sayArrived(outer: Context, id: string, input: SaidInput): Promise<MigrationView> {
  requireRight(outer, 'migrations.move')
  const { direction, arrived } = SaidInput.parse(input)
  await withTransaction(outer, async (ctx) => {
    const row = await ownMigration(ctx, id, 'lock')
    if (row.status !== 'confirmed') throw new AppError('step_not_reached')
    const said = { arrived, by: ctx.actor.name, at: ctx.now().toISOString() }
    await keepProof(ctx, row.id, direction === 'in' ? { inSaid: said } : { outSaid: said })
    await appendEvent(ctx, {
      customerId: row.customerId,
      migrationId: row.id,
      kind: 'proof_said',
      data: { direction, arrived },
    })
  })
  return getMigration(outer, id)
}
