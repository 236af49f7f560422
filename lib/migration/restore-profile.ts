import 'server-only'
import { requireRight } from '@/lib/auth/rights'
import type { Context } from '@/lib/context'
import { AppError } from '@/lib/errors/app-error'
import { Profile } from '@/lib/graph/schemas'
import { readAgain } from './read-again'
import { ownMigration, requirePhoneNumberId } from './rows'
import { runCommand } from './run-command'
import { VersionInput } from './schemas'
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
  return viewAfter(ctx, id, () => readAgain(ctx, id))
}
