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
  const about = history.filter(({ subject }) => subject?.of === 'callback' && subject.override === row?.id)
  const begun = about.at(-1)
  if (row === null || begun === undefined) return null
  return {
    host: row.host,
    by: begun.actorName,
    since: row.startedAt.toISOString(),
    until: row.until.toISOString(),
    state: stateOf(row, about[0]),
  }
}

function stateOf(row: OverrideRow, newest: AttemptRow | undefined): OverrideView['state'] {
  if (newest !== undefined && isLive(newest.state)) {
    return newest.command === 'override_callback' ? 'setting' : 'returning'
  }
  return row.nextTryAt === null ? 'stuck' : 'on'
}
