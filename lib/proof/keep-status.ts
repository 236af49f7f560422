import 'server-only'
import type { Context } from '@/lib/context'
import { withTransaction } from '@/lib/db/transaction'
import { translate } from '@/lib/errors/from-graph'
import { appendEvent } from '@/lib/events/append'
import { ApiFailure } from '@/lib/graph/failure'
import { takeLease } from '@/lib/migration/lease'
import { type AttemptRow, attemptsOf, lockMigration, type MigrationRow } from '@/lib/migration/rows'
import { settle } from '@/lib/migration/settle'
import { forgetSenders } from './forget-senders'
import { keepProof, kindOf, newestMessage, proofOf, referenceOf } from './rows'
import type { MessageFate } from './view'

export type MessageStatus = {
  reference: string
  wamid: string
  status: string
  at: Date
  /** Meta's number, when it failed. */
  failedWith: number | null
}

/** What Meta says became of a message of ours. False when it is none, or no news. */
export async function keepStatus(outer: Context, migrationId: string, told: MessageStatus): Promise<boolean> {
  return withTransaction(outer, async (ctx) => {
    const row = await lockMigration(ctx, migrationId)
    const history = await attemptsOf(ctx, row.id)
    const attempt = history.find((one) => referenceOf(one) === told.reference)
    const kind = attempt === undefined ? null : kindOf(attempt)
    if (attempt === undefined || kind === null) return false
    const settled = await settleLate(ctx, row, attempt, told.wamid)
    // An older one was tried again since.
    if (newestMessage(history, kind)?.id !== attempt.id) return settled
    const known = (await proofOf(ctx, row.id))?.[kind] ?? null
    const before = known?.reference === told.reference ? known : unheard(told.reference)
    const fate = follow(before, told, ctx.now())
    if (fate === before) return settled
    await keepProof(ctx, row.id, { [kind]: fate })
    await record(ctx, row, before, fate)
    return true
  })
}

const unheard = (reference: string): MessageFate => ({
  reference,
  sentAt: null,
  deliveredAt: null,
  readAt: null,
  failedAt: null,
  error: null,
})

/** Webhooks come twice and out of order: the first time of each counts, and a later one never takes an earlier fact away. */
function follow(before: MessageFate, { status, at, failedWith }: MessageStatus, now: Date): MessageFate {
  const time = (at < now ? at : now).toISOString()
  switch (status) {
    case 'sent':
      return before.sentAt === null ? { ...before, sentAt: time } : before
    case 'delivered':
      return before.deliveredAt === null ? { ...before, deliveredAt: time } : before
    case 'read':
      // Some phones tell only this.
      return before.readAt === null ? { ...before, readAt: time, deliveredAt: before.deliveredAt ?? time } : before
    case 'failed':
      return before.failedAt === null ? { ...before, failedAt: time, error: wordFor(failedWith) } : before
    default:
      return before
  }
}

const wordFor = (code: number | null): string =>
  translate(
    new ApiFailure({
      status: 400,
      code: code ?? 131_000,
      subcode: null,
      text: '',
      title: null,
      userMessage: null,
      details: null,
      isTransient: false,
      traceId: null,
      waitSeconds: null,
    }),
    'send_test',
  ).code

/** Meta speaks of a message whose answer was lost: it was taken (reliability U30). One still on its way gets its own answer. */
async function settleLate(ctx: Context, row: MigrationRow, attempt: AttemptRow, wamid: string): Promise<boolean> {
  if (attempt.state !== 'unknown') return false
  const { fence } = await takeLease(ctx, row)
  const settled = await settle(ctx, attempt, fence, {
    state: 'done',
    outcome: 'done',
    result: { of: 'message', id: wamid },
  })
  await forgetSenders(ctx, row.id)
  return settled
}

async function record(ctx: Context, row: MigrationRow, before: MessageFate, fate: MessageFate): Promise<void> {
  const about = { customerId: row.customerId, migrationId: row.id }
  if (before.deliveredAt === null && fate.deliveredAt !== null) {
    await appendEvent(ctx, { ...about, kind: 'message_delivered' })
  }
  if (before.failedAt === null && fate.failedAt !== null) {
    await appendEvent(ctx, { ...about, kind: 'message_failed', data: { code: fate.error } })
  }
}
