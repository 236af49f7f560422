import 'server-only'
import { requireRight } from '@/lib/auth/rights'
import type { Context } from '@/lib/context'
import { open } from '@/lib/crypto/seal'
import type { Secret } from '@/lib/crypto/secret'
import { newId } from '@/lib/db/ids'
import { AppError } from '@/lib/errors/app-error'
import { type MigrationRow, requirePhoneNumberId } from '@/lib/migration/rows'
import { runCommand } from '@/lib/migration/run-command'
import { VersionInput } from '@/lib/migration/schemas'
import type { MigrationView } from '@/lib/migration/view'
import { viewAfter } from '@/lib/migration/view-after'
import { answerText } from './answer-text'
import { forgetSenders } from './forget-senders'
import { proofOf, senderPlace } from './rows'

/** A free text to whoever wrote the test words, within Meta's 24 hours; after it we forget who that was. */
export async function answerTest(ctx: Context, id: string, input: VersionInput, key: string): Promise<MigrationView> {
  requireRight(ctx, 'migrations.move')
  const { version } = VersionInput.parse(input)
  const text = await answerText(ctx)
  const reference = newId()
  let sender: Secret | null = null
  await runCommand(ctx, {
    command: 'send_test',
    migrationId: id,
    version,
    key,
    subject: { of: 'message', reference, template: null },
    // Read under the row's lock: the same press again finds its attempt first, though nobody can be answered any more.
    guard: async (locked, row) => {
      sender = await senderOf(locked, row)
      if (sender === null) throw new AppError('nobody_to_answer')
    },
    send: (client, fresh) =>
      client.sendMessage({
        phoneNumberId: requirePhoneNumberId(fresh),
        to: sender?.reveal() ?? '',
        message: { kind: 'text', text },
        reference,
      }),
    done: (message) => ({ outcome: 'done', result: { of: 'message', id: message.id } }),
  })
  return viewAfter(ctx, id, () => forgetSenders(ctx, id))
}

async function senderOf(ctx: Context, row: MigrationRow): Promise<Secret | null> {
  const proof = await proofOf(ctx, row.id)
  if (proof?.sealedSender == null || proof.senderUntil === null || proof.senderUntil <= ctx.now()) return null
  return open(proof.sealedSender, senderPlace(row))
}
