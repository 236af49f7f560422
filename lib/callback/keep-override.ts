import 'server-only'
import type { Context } from '@/lib/context'
import { seal } from '@/lib/crypto/seal'
import { callbackOverrides } from '@/lib/db/schema'
import type { MigrationRow } from '@/lib/migration/rows'
import { wake } from '@/lib/migration/wake'
import type { Callback } from './read-callback'
import { addressPlace } from './rows'

/** Writes down where the messages belong and when it is put back. `standsFor`: milliseconds. Call with the migration's row locked. */
export async function keepOverride(
  ctx: Context,
  row: MigrationRow,
  { id, theirs, standsFor }: { id: string; theirs: Callback; standsFor: number },
): Promise<void> {
  const startedAt = ctx.now()
  const until = new Date(startedAt.getTime() + standsFor)
  await ctx.db.insert(callbackOverrides).values({
    id,
    migrationId: row.id,
    sealedAddress: seal(theirs.address, addressPlace(id, row.customerId)),
    host: theirs.host,
    startedAt,
    until,
    nextTryAt: until,
  })
  await wake(ctx, row.id, until)
}
