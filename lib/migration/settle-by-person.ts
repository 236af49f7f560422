import 'server-only'
import type { Context } from '@/lib/context'
import { withTransaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors/app-error'
import { appendEvent } from '@/lib/events/append'
import { BUDGETS } from './budgets'
import { takeLease } from './lease'
import type { Effect } from './machine'
import { attemptsOf, type MigrationRow, ownMigration, requireVersion } from './rows'
import { settle } from './settle'

/**
 * Closes an unknown attempt on a named person's word, where no read can tell. False when there is none of that
 * command.
 */
export async function settleByPerson(
  outer: Context,
  row: MigrationRow,
  word: { version: number; command: Effect; happened: boolean },
): Promise<boolean> {
  return withTransaction(outer, async (ctx) => {
    const fresh = await ownMigration(ctx, row.id, 'lock')
    const [last] = await attemptsOf(ctx, fresh.id)
    if (last === undefined || last.state !== 'unknown' || last.command !== word.command) return false
    await requireVersion(ctx, fresh, word.version)
    const coolDown = BUDGETS[word.command].gaps[0] ?? 0
    const until = new Date((last.armedAt ?? last.intentAt).getTime() + coolDown)
    if (!word.happened && until > ctx.now()) throw new AppError('code_too_soon', { until: until.toISOString() })
    await appendEvent(ctx, {
      customerId: fresh.customerId,
      migrationId: fresh.id,
      kind: 'person_decided',
      data: { command: word.command, happened: word.happened },
    })
    const leased = await takeLease(ctx, fresh)
    return settle(
      ctx,
      last,
      leased.fence,
      word.happened ? { state: 'human_done', outcome: 'done' } : { state: 'human_not_done' },
    )
  })
}
