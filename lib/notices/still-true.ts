import 'server-only'
import { and, eq, exists, inArray, isNotNull, isNull, notExists, notInArray, or, type SQL } from 'drizzle-orm'
import { isStuck } from '@/lib/callback/rows'
import type { Context } from '@/lib/context'
import { callbackOverrides, checks, guardFindings, migrations, notices } from '@/lib/db/schema'

/** What a notice says may be over before it is read: only what is so now is said. */
export const stillTrue = (ctx: Context): SQL | undefined =>
  or(stillSo(ctx), stillOpen(ctx, eq(guardFindings.id, notices.findingId)))

/** A mail says all that was found by one look: it is true while any of that is. */
export const stillWorthAMail = (ctx: Context): SQL | undefined =>
  or(stillSo(ctx), and(isNotNull(notices.findingId), stillOpen(ctx, ofItsLook)))

/** What the look found that made this notice. */
export const ofItsLook = and(eq(guardFindings.migrationId, notices.migrationId), eq(guardFindings.at, notices.at))

/** Of what is not about a change after the move. */
const stillSo = (ctx: Context): SQL | undefined =>
  or(
    and(inArray(notices.kind, ['ready', 'accounts_ready']), stillReady(ctx)),
    and(eq(notices.kind, 'callback_stuck'), stillStuck(ctx)),
  )

const stillReady = (ctx: Context): SQL | undefined =>
  and(
    notInArray(migrations.status, ['registered', 'confirmed', 'cancelled']),
    isNull(migrations.quarantinedAt),
    notExists(
      ctx.db
        .select({ kind: checks.kind })
        .from(checks)
        .where(and(eq(checks.migrationId, migrations.id), eq(checks.outcome, 'fail'))),
    ),
  )

const stillStuck = (ctx: Context): SQL =>
  exists(
    ctx.db
      .select({ id: callbackOverrides.id })
      .from(callbackOverrides)
      .where(and(eq(callbackOverrides.migrationId, notices.migrationId), isStuck)),
  )

const stillOpen = (ctx: Context, which: SQL | undefined): SQL =>
  exists(
    ctx.db
      .select({ id: guardFindings.id })
      .from(guardFindings)
      .where(and(which, isNull(guardFindings.overAt))),
  )
