import 'server-only'
import { eq } from 'drizzle-orm'
import { graphFor } from '@/lib/connections/graph-for'
import type { Context } from '@/lib/context'
import { migrations } from '@/lib/db/schema'
import { AppError } from '@/lib/errors/app-error'
import { translate } from '@/lib/errors/from-graph'
import { readSnapshot } from './read-snapshot'
import { ownMigration } from './rows'
import type { NumberSnapshot } from './snapshot'

/**
 * After the move people mend at Meta what was missing: that part of the snapshot is read once more. What the number was at the
 * moment of the move stays as it was read then, and so does the version: nobody decides by it.
 */
export async function readAgain(ctx: Context, id: string): Promise<void> {
  const row = await ownMigration(ctx, id)
  const { status, destinationWabaId, phoneNumberId, snapshotAfter } = row
  if (status !== 'confirmed' || destinationWabaId === null || phoneNumberId === null || snapshotAfter === null) return
  const { client } = await graphFor(ctx, row.connectionId)
  const number = await client.phoneNumber(phoneNumberId)
  if (!number.ok) {
    const { code, params } = translate(number.failure, 'read')
    throw new AppError(code, params)
  }
  const read = await readSnapshot(client, { wabaId: destinationWabaId, number: number.value, now: ctx.now() })
  await ctx.db
    .update(migrations)
    .set({ snapshotAfter: withAccount(snapshotAfter, read) })
    .where(eq(migrations.id, id))
}

/** A part that cannot be read just now stays as it was known. */
const withAccount = (kept: NumberSnapshot, read: NumberSnapshot): NumberSnapshot => ({
  ...kept,
  templates: read.templates ?? kept.templates,
  subscribedApps: read.subscribedApps ?? kept.subscribedApps,
  profile: read.profile ?? kept.profile,
  // Of an account that was read, null is an answer: the problem that Meta saw is gone.
  paymentAttached: read.wabaId === null ? kept.paymentAttached : read.paymentAttached,
  accountReadAt: read.readAt,
})
