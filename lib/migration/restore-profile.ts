import 'server-only'
import { requireRight } from '@/lib/auth/rights'
import type { Context } from '@/lib/context'
import { withTransaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors/app-error'
import { Profile } from '@/lib/graph/schemas'
import { readConnected } from './finish-move'
import { lockMigration, ownMigration, requirePhoneNumberId } from './rows'
import { runCommand } from './run-command'
import { VersionInput } from './schemas'
import { amend } from './transition'
import type { MigrationView } from './view'
import { viewAfter } from './view-after'

/** "Put the business profile back": sets what the number said of the business before the move. Its picture cannot be set so. */
export async function restoreProfile(
  ctx: Context,
  id: string,
  input: VersionInput,
  key: string,
): Promise<MigrationView> {
  requireRight(ctx, 'migrations.move')
  const { version } = VersionInput.parse(input)
  const { snapshotBefore } = await ownMigration(ctx, id)
  const known = Profile.safeParse(snapshotBefore?.profile)
  const isEmpty = known.success && Object.values(known.data).every((value) => value.length === 0)
  if (!known.success || isEmpty) throw new AppError('profile_unknown')
  const profile = known.data
  await runCommand(ctx, {
    command: 'restore_profile',
    migrationId: id,
    version,
    key,
    subject: { of: 'profile', profile },
    send: (client, row) => client.updateProfile({ phoneNumberId: requirePhoneNumberId(row), profile }),
    done: () => ({ outcome: 'done' }),
  })
  return viewAfter(ctx, id, () => lookAgain(ctx, id))
}

/** What stands there now takes the place of what stood there right after the move. */
async function lookAgain(outer: Context, id: string): Promise<void> {
  const after = await readConnected(outer, await ownMigration(outer, id))
  if (after === null) return
  await withTransaction(outer, async (ctx) => {
    const row = await lockMigration(ctx, id)
    if (row.status === 'confirmed') await amend(ctx, row, { snapshotAfter: after })
  })
}
