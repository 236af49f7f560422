import 'server-only'
import { requireRight } from '@/lib/auth/rights'
import type { Context } from '@/lib/context'
import { AppError } from '@/lib/errors/app-error'
import { requirePhoneNumberId } from '@/lib/migration/rows'
import { runCommand } from '@/lib/migration/run-command'
import { VersionInput } from '@/lib/migration/schemas'
import type { MigrationView } from '@/lib/migration/view'
import { viewAfter } from '@/lib/migration/view-after'
import { type OverrideRow, openOverride } from './rows'

/** "Put it back now": messages go straight to where they belong. */
export async function restoreCallback(
  ctx: Context,
  id: string,
  input: VersionInput,
  key: string,
): Promise<MigrationView> {
  requireRight(ctx, 'migrations.move')
  const { version } = VersionInput.parse(input)
  const override = await openOverride(ctx, id)
  await sendRestore(ctx, id, { key, version, override: override?.id ?? '' }, (open) => open !== null)
  return viewAfter(ctx, id)
}

/** `mayStill` is judged under the row's lock: somebody else may have put it back a moment ago. */
export const sendRestore = (
  ctx: Context,
  migrationId: string,
  press: { key: string; version?: number; override: string },
  mayStill: (open: OverrideRow | null) => boolean,
): Promise<void> =>
  runCommand(ctx, {
    command: 'restore_callback',
    migrationId,
    key: press.key,
    ...(press.version === undefined ? {} : { version: press.version }),
    subject: { of: 'callback', override: press.override },
    guard: async (locked) => {
      const open = await openOverride(locked, migrationId)
      if (open?.id !== press.override || !mayStill(open)) throw new AppError('step_already_done')
    },
    send: (client, row) => client.restoreCallback({ phoneNumberId: requirePhoneNumberId(row) }),
    done: () => ({ outcome: 'done' }),
  })
