import 'server-only'
import { and, eq, isNull, lt, or, sql } from 'drizzle-orm'
import { requireUserId } from '@/lib/auth/rights'
import { isWaitedFor } from '@/lib/checks/waited-for'
import type { Context } from '@/lib/context'
import { migrations, users } from '@/lib/db/schema'
import type { Locale } from '@/lib/i18n/locales'
import { markSeen } from '@/lib/notices/mark-seen'
import { isBeforeMove } from './machine'
import type { MigrationView } from './view'
import { nextLook } from './watch-gaps'

/** A page that makes itself again is not one more visit. */
const SAME_VISIT = 10 * 60_000

/** Somebody looks: they have seen what they were told, and what is waited for is looked at often again. */
export async function visitMigration(ctx: Context, view: MigrationView, locale: Locale): Promise<void> {
  const userId = requireUserId(ctx)
  await markSeen(ctx, { migrationId: view.id })
  // The language of their mail.
  await ctx.db
    .update(users)
    .set({ locale })
    .where(and(eq(users.id, userId), sql`${users.locale} is distinct from ${locale}`))
  const checks = view.checks.map((check) => ({ ...check, confirmed: check.confirmed !== null }))
  const sourceKnown = view.source !== null && view.source.wabaId !== null
  if (!isBeforeMove(view.status) || !isWaitedFor(checks, sourceKnown)) return
  const now = ctx.now()
  const soon = nextLook(0, now, now)?.toISOString()
  await ctx.db
    .update(migrations)
    .set({
      watchAt: sql`least(coalesce(${migrations.watchAt}, 'infinity'), ${soon}::timestamptz)`,
      watchCount: 0,
      watchSince: now,
    })
    .where(
      and(
        eq(migrations.id, view.id),
        or(isNull(migrations.watchSince), lt(migrations.watchSince, new Date(now.getTime() - SAME_VISIT))),
      ),
    )
}
