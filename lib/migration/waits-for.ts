import type { CheckView } from '@/lib/checks/view'
import type { Status } from './machine'
import { mayDecide } from './may-decide'
import type { AttemptRow } from './rows'
import type { MigrationView } from './view'

/** Who must do something next: the same answer on the dashboard and on the migration's own pages. */
export function waitsFor(
  status: Status,
  live: Pick<AttemptRow, 'state' | 'command' | 'endedAt'> | null,
  checks: readonly Pick<CheckView, 'blocking' | 'owner'>[],
  now: Date,
): MigrationView['waitsFor'] {
  // Calls are made after the move, too.
  if (live !== null) {
    return live.state === 'unknown' && mayDecide(live.command, live.endedAt, now) ? 'you' : 'system'
  }
  if (status === 'confirmed' || status === 'cancelled') return 'nobody'
  if (status === 'registered') return 'system'
  const blocking = checks.filter((check) => check.blocking)
  return blocking.length > 0 && blocking.every((check) => check.owner !== 'you') ? 'other' : 'you'
}
