import 'server-only'
import { requireRight } from '@/lib/auth/rights'
import type { Context } from '@/lib/context'
import { AppError } from '@/lib/errors/app-error'
import { addNumber } from './add-number'
import { findNumber } from './find-number'
import { getMigration } from './get'
import { ownMigration, requirePhoneNumberId, requireVersion } from './rows'
import { runCommand } from './run-command'
import { RequestCodeInput } from './schemas'
import { settleByPerson } from './settle-by-person'
import type { MigrationView } from './view'
import { viewAfter } from './view-after'

/**
 * "Send the code": opens the number in the destination WABA when that has not happened, then asks Meta for the code.
 * Two calls, one press, each of them at most once. Skips the code when Meta shows the number as verified.
 */
export async function requestCode(
  ctx: Context,
  id: string,
  input: RequestCodeInput,
  key: string,
): Promise<MigrationView> {
  requireRight(ctx, 'migrations.move')
  const { version, method, language } = RequestCodeInput.parse(input)
  let row = await ownMigration(ctx, id)
  let seen: number | undefined = version
  if (row.status === 'draft') throw new AppError('checks_failing')
  // Asking again after the cool-down is the person's word that the last code, whose answer was lost, never came.
  if (await settleByPerson(ctx, row, { version, command: 'request_code', happened: false })) seen = undefined
  if (row.phoneNumberId === null && (row.status === 'number_added' || row.status === 'code_requested')) {
    await requireVersion(ctx, row, seen)
    row = await findNumber(ctx, row)
    seen = row.version
  }
  if (row.status === 'ready') {
    await addNumber(ctx, id, { version: seen ?? row.version }, key)
    seen = undefined
    row = await ownMigration(ctx, id)
  }
  if (row.status !== 'number_added' && row.status !== 'code_requested' && seen === undefined) {
    return getMigration(ctx, id)
  }
  await runCommand(ctx, {
    command: 'request_code',
    migrationId: id,
    ...(seen === undefined ? {} : { version: seen }),
    key,
    facts: { codeMethod: method, codeLanguage: language },
    send: (client, current) => client.requestCode({ phoneNumberId: requirePhoneNumberId(current), method, language }),
    done: () => ({ outcome: 'done' }),
  })
  return viewAfter(ctx, id)
}
