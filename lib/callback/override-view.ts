import 'server-only'
import type { Context } from '@/lib/context'
import { isLive } from '@/lib/migration/machine'
import type { AttemptRow } from '@/lib/migration/rows'
import { type OverrideRow, openOverride } from './rows'
import type { OverrideView } from './view'

/** `history` is newest first. */
export async function overrideView(
  ctx: Context,
  migrationId: string,
  history: readonly AttemptRow[],
): Promise<OverrideView | null> {
  const row = await openOverride(ctx, migrationId)
  const begun = history.findLast(({ subject }) => subject?.of === 'callback' && subject.override === row?.id)
  if (row === null || begun === undefined) return null
  return {
    host: row.host,
    by: begun.actorName,
    since: row.startedAt.toISOString(),
    until: row.until.toISOString(),
    state: stateOf(row, history, ctx.now()),
  }
}

function stateOf(row: OverrideRow, history: readonly AttemptRow[], now: Date): OverrideView['state'] {
  const live = history.find(({ state }) => isLive(state))
  if (live?.command === 'override_callback') return 'setting'
  if (live?.command === 'restore_callback') return 'returning'
  if (row.nextTryAt === null) return 'stuck'
  return live?.state === 'unknown' && row.nextTryAt <= now ? 'waiting' : 'on'
}
