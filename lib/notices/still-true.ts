import 'server-only'
import { and, eq, isNull, notExists, notInArray, type SQL } from 'drizzle-orm'
import type { Context } from '@/lib/context'
import { checks, migrations } from '@/lib/db/schema'

/** What a notice says may be over before it is read: only what is so now is said. */
export const stillTrue = (ctx: Context): SQL | undefined =>
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
