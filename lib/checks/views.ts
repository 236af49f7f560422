import type { checks } from '@/lib/db/schema'
import { ACCOUNT_CHECKS, CHECK_KINDS, type CheckView } from './kinds'
import { isConfirmable, ownerOf } from './owner'

type CheckRow = typeof checks.$inferSelect

/** In reading order. Only a failing check stops the move; what cannot be told asks, and never blocks on its own. */
export function checkViews(rows: readonly CheckRow[]): CheckView[] {
  return CHECK_KINDS.flatMap((kind) => rows.filter((row) => row.kind === kind)).map((row) => {
    const { sentence, ...fact } = row.fact
    const confirmable = isConfirmable(row.kind, row.outcome)
    const said = typeof sentence === 'string' ? sentence : row.outcome
    const confirmed = row.confirmedAt === null ? null : { at: row.confirmedAt.toISOString(), by: row.confirmedBy ?? '' }
    return {
      kind: row.kind,
      group: ACCOUNT_CHECKS.some((account) => account === row.kind) ? 'accounts' : 'number',
      outcome: row.outcome,
      sentence: said,
      fact,
      owner: ownerOf(row.kind, said),
      confirmable,
      confirmed,
      blocking: row.outcome === 'fail',
      asks: row.outcome === 'cannot_tell' && confirmable && confirmed === null,
      readAt: row.readAt.toISOString(),
    }
  })
}
