import 'server-only'
import { requireRight } from '@/lib/auth/rights'
import type { Context } from '@/lib/context'
import { newId } from '@/lib/db/ids'
import { AppError } from '@/lib/errors/app-error'
import { ownMigration, requirePhoneNumberId } from '@/lib/migration/rows'
import { runCommand } from '@/lib/migration/run-command'
import type { MigrationView } from '@/lib/migration/view'
import { viewAfter } from '@/lib/migration/view-after'
import { readNumber } from '@/lib/phone/read-number'
import { SendTestInput } from './schemas'

/**
 * One approved template to one phone, so that the person sees the number send. The receiver's number lives in this request only;
 * Meta's webhooks about the message are known by the reference.
 */
export async function sendTest(ctx: Context, id: string, input: SendTestInput, key: string): Promise<MigrationView> {
  requireRight(ctx, 'migrations.move')
  const { version, to, template } = SendTestInput.parse(input)
  const { country, phoneE164 } = await ownMigration(ctx, id)
  const read = readNumber(to, country)
  if ('error' in read) throw new AppError('test_number_format')
  if (read.e164 === phoneE164) throw new AppError('test_number_same')
  const reference = newId()
  await runCommand(ctx, {
    command: 'send_test',
    migrationId: id,
    version,
    key,
    subject: { of: 'message', reference, template },
    stated: { consent: true },
    send: (client, row) =>
      client.sendMessage({
        phoneNumberId: requirePhoneNumberId(row),
        to: read.digits,
        message: { kind: 'template', ...template },
        reference,
      }),
    done: (message) => ({ outcome: 'done', result: { of: 'message', id: message.id } }),
  })
  return viewAfter(ctx, id)
}
