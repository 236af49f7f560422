import 'server-only'
import { requireRight } from '@/lib/auth/rights'
import type { Context } from '@/lib/context'
import { newId } from '@/lib/db/ids'
import { AppError } from '@/lib/errors/app-error'
import { attemptsOf, ownMigration, requirePhoneNumberId } from '@/lib/migration/rows'
import { runCommand } from '@/lib/migration/run-command'
import type { MigrationView } from '@/lib/migration/view'
import { viewAfter } from '@/lib/migration/view-after'
import { overrideUrl, verifyTokenOf } from './address'
import { keepOverride } from './keep-override'
import { readTheirs } from './read-callback'
import { openOverride } from './rows'
import { OverrideInput } from './schemas'

/** Long enough to write a message and answer it. */
const STANDS_FOR = 10 * 60_000

/**
 * For ten minutes messages to the number come to us first, and each is passed on to where it belongs. When it ends stands in the
 * database before Meta is asked, so whatever happens to us meanwhile, somebody puts it back.
 */
export async function overrideCallback(
  ctx: Context,
  id: string,
  input: OverrideInput,
  key: string,
): Promise<MigrationView> {
  requireRight(ctx, 'migrations.move')
  const { version, host } = OverrideInput.parse(input)
  const row = await ownMigration(ctx, id)
  // The same press again: by now Meta shows our own address.
  const isRepeated = (await attemptsOf(ctx, id)).some((attempt) => attempt.idempotencyKey === key)
  const theirs = isRepeated || row.status !== 'confirmed' ? null : await readTheirs(ctx, row)
  // Only the address that the person saw is replaced.
  if (theirs !== null && theirs.host !== host) throw new AppError('callback_changed')
  const override = newId()
  await runCommand(ctx, {
    command: 'override_callback',
    migrationId: id,
    version,
    key,
    subject: { of: 'callback', override },
    guard: async (locked, fresh) => {
      if (theirs === null || (await openOverride(locked, id)) !== null) throw new AppError('callback_not_offered')
      await keepOverride(locked, fresh, { id: override, theirs, standsFor: STANDS_FOR })
    },
    send: (client, fresh) =>
      client.overrideCallback({
        phoneNumberId: requirePhoneNumberId(fresh),
        address: overrideUrl(id, override),
        verifyToken: verifyTokenOf(override),
      }),
    done: () => ({ outcome: 'done' }),
  })
  return viewAfter(ctx, id)
}
