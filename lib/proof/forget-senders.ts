import 'server-only'
import { and, eq, isNotNull, lte, or, sql } from 'drizzle-orm'
import type { Context } from '@/lib/context'
import { proofs } from '@/lib/db/schema'

/** Who wrote is forgotten when they were answered, or when they can be answered no more. Of one migration, or of all. */
export async function forgetSenders(ctx: Context, migrationId?: string): Promise<void> {
  const answered = sql`exists (select 1 from attempts a where a.migration_id = ${proofs.migrationId}
    and a.command = 'send_test' and a.state in ('done', 'confirmed_done', 'human_done')
    and a.subject->>'template' is null and a.intent_at >= ${proofs.arrivedAt})`
  await ctx.db
    .update(proofs)
    .set({ sealedSender: null, senderUntil: null })
    .where(
      and(
        isNotNull(proofs.sealedSender),
        migrationId === undefined ? undefined : eq(proofs.migrationId, migrationId),
        or(lte(proofs.senderUntil, ctx.now()), answered),
      ),
    )
}
