import 'server-only'
import { requireRight } from '@/lib/auth/rights'
import type { Context } from '@/lib/context'
import { AppError } from '@/lib/errors/app-error'
import { guardAfterPress } from '@/lib/guard/look-soon'
import { getMigration } from './get'
import { isBeforeMove } from './machine'
import { readAgain } from './read-again'
import { ownMigration } from './rows'
import { runChecks } from './run-checks'
import { runCommand } from './run-command'
import { VersionInput } from './schemas'
import type { MigrationView } from './view'

/** "Connect the app": Meta wants one app to listen on the destination WABA before a number may arrive there. */
export async function subscribeApp(ctx: Context, id: string, input: VersionInput, key: string): Promise<MigrationView> {
  requireRight(ctx, 'migrations.move')
  const { version } = VersionInput.parse(input)
  await runCommand(ctx, {
    command: 'subscribe_app',
    migrationId: id,
    version,
    key,
    send: (client, { destinationWabaId }) => {
      if (destinationWabaId === null) throw new AppError('destination_empty')
      return client.subscribeApp({ wabaId: destinationWabaId })
    },
    done: () => ({ outcome: 'done' }),
  })
  const row = await ownMigration(ctx, id)
  if (isBeforeMove(row.status)) return runChecks(ctx, id, {})
  await guardAfterPress(ctx, id)
  // It is done; that the page shows it a little later is no reason to say no.
  await readAgain(ctx, id).catch(() => undefined)
  return getMigration(ctx, id)
}
