import 'server-only'
import { and, desc, eq, isNull } from 'drizzle-orm'
import { requireRight, requireUserId, visibleTo } from '@/lib/auth/rights'
import type { Context } from '@/lib/context'
import { guardFindings, migrations, notices } from '@/lib/db/schema'
import { toFindingView } from '@/lib/guard/to-view'
import { displayNumber } from '@/lib/phone/read-number'
import { stillTrue } from './still-true'
import type { NoticeView } from './view'

/** More than a page of news is no news. */
const MOST = 20

/** What this person has not seen yet and is still so. */
export async function listNotices(ctx: Context): Promise<NoticeView[]> {
  requireRight(ctx, 'account.own')
  const mine = and(eq(notices.userId, requireUserId(ctx)), isNull(notices.seenAt))
  const rows = await ctx.db
    .select({ notice: notices, move: migrations, finding: guardFindings })
    .from(notices)
    .innerJoin(migrations, eq(migrations.id, notices.migrationId))
    .leftJoin(guardFindings, eq(guardFindings.id, notices.findingId))
    .where(and(mine, visibleTo(ctx, migrations.customerId), stillTrue(ctx)))
    .orderBy(desc(notices.at))
    .limit(MOST)
  return rows.map(({ notice, move, finding }) => ({
    id: notice.id,
    kind: notice.kind,
    finding: finding === null ? null : toFindingView(finding),
    migrationId: move.id,
    reference: move.reference,
    display: move.phoneE164 === null ? null : displayNumber(move.phoneE164),
    practice: move.realm !== 'live',
    at: notice.at.toISOString(),
  }))
}
