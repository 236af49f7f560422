import 'server-only'
import { requireRight } from '@/lib/auth/rights'
import type { Context } from '@/lib/context'
import { AppError } from '@/lib/errors/app-error'
import { finishMove } from './finish-move'
import { checkPin, normalisePin } from './pin'
import { ownMigration, requirePhoneNumberId } from './rows'
import { runCommand } from './run-command'
import { RegisterInput } from './schemas'
import { snapshotBeforeMove } from './snapshot-before-move'
import type { MigrationView } from './view'
import { viewAfter } from './view-after'

/**
 * The point of no return: the number stops at the source and starts on the destination. The PIN becomes its
 * two-step verification PIN; it lives in this request only.
 */
export async function register(ctx: Context, id: string, input: RegisterInput, key: string): Promise<MigrationView> {
  requireRight(ctx, 'migrations.move')
  const { version, pin: typed, customerAgreed = false } = RegisterInput.parse(input)
  // Who moves a number for somebody else says that this somebody agreed; the word is kept with the event.
  const forCustomer = ctx.actor.kind === 'user' && ctx.actor.role === 'agent'
  if (forCustomer && !customerAgreed) throw new AppError('agreement_missing')
  const row = await ownMigration(ctx, id)
  const pin = normalisePin(typed)
  const weakness = checkPin(pin, { phoneDigits: row.phoneDigits ?? '', acceptDate: true })
  if (weakness !== null) throw new AppError(weakness)
  await snapshotBeforeMove(ctx, row)
  await runCommand(ctx, {
    command: 'register',
    migrationId: id,
    version,
    key,
    ...(forCustomer ? { stated: { customerAgreed } } : {}),
    send: (client, current) => client.register({ phoneNumberId: requirePhoneNumberId(current), pin }),
    done: () => ({ outcome: 'done' }),
  })
  return viewAfter(ctx, id, () => finishMove(ctx, id))
}
