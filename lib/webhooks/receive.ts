import 'server-only'
import { lt } from 'drizzle-orm'
import * as z from 'zod'
import type { Context } from '@/lib/context'
import { sha256 } from '@/lib/crypto/hash'
import { webhookDeliveries } from '@/lib/db/schema'
import { withTransaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors/app-error'
import { guardAccounts } from '@/lib/guard/look-soon'
import { decodeText, parseJson } from '@/lib/http/read-body'
import { log } from '@/lib/log'
import { lookAgain } from '@/lib/migration/look-again'
import { hear } from './hear'
import { isSigned, type Sealed } from './is-signed'

/** Those that may turn a check (contract 3.8). What they say is not believed, only that there is something to see. */
const BEFORE_A_MOVE: readonly string[] = [
  'security',
  'account_review_update',
  'business_capability_update',
  'phone_number_name_update',
  'account_update',
]

/** Those that may say that something is no longer as it was when the number had moved. */
const AFTER_A_MOVE: readonly string[] = [
  'phone_number_quality_update',
  'phone_number_name_update',
  'account_update',
  'account_review_update',
  'message_template_status_update',
  'message_template_quality_update',
]

const KEPT_FOR = 24 * 60 * 60_000
/** Meta gathers up to a thousand changes in one call. */
const MOST_ENTRIES = 1000

const Delivery = z.object({
  object: z.literal('whatsapp_business_account'),
  entry: z
    .array(
      z.object({
        id: z.string(),
        changes: z.array(z.object({ field: z.string(), value: z.unknown().optional() })).default([]),
      }),
    )
    .max(MOST_ENTRIES),
})

type Entries = z.infer<typeof Delivery>['entry']

/**
 * A call from Meta: whoever has to do with the accounts it names gets a look, and a message of a test is heard. Refused unless one
 * of our apps signed it.
 */
export async function receiveWebhook(outer: Context, bytes: Uint8Array, signature: string | null): Promise<void> {
  const call = { bytes, signature }
  const entries = readEntries(bytes)
  const named = (entries ?? []).map(({ id }) => id)
  if (!(await isSigned(outer, call, [...new Set(named)]))) {
    log.warn('webhook_refused', { requestId: outer.requestId, signed: signature !== null, bytes: bytes.byteLength })
    throw new AppError('forbidden')
  }
  if (entries === null) throw new AppError('bad_request')
  const [before, after] = [naming(entries, BEFORE_A_MOVE), naming(entries, AFTER_A_MOVE)]
  const looks = await withTransaction(outer, async (ctx) => {
    if (before.length + after.length === 0 || !(await isNew(ctx, bytes))) return 0
    return (await lookAgain(ctx, before)) + (await guardAccounts(ctx, after))
  })
  const heard = await hear(outer, call, messagesIn(entries), 'live')
  // Most calls of a number at work are customers' messages: they are nobody's business, and no line of ours counts them.
  if (before.length + after.length + heard === 0) return
  const accounts = new Set([...before, ...after]).size
  log.info('webhook', { requestId: outer.requestId, accounts, looks, heard })
}

/** Messages of tests in a call that was judged before, and nothing else of it. */
export async function hearMessages(ctx: Context, call: Sealed, realm: string): Promise<void> {
  await hear(ctx, call, messagesIn(readEntries(call.bytes) ?? []), realm)
}

const messagesIn = (entries: Entries) =>
  entries.flatMap(({ id, changes }) =>
    changes.filter(({ field }) => field === 'messages').map(({ value }) => ({ wabaId: id, value })),
  )

/** The accounts about which one of these fields is named. */
const naming = (entries: Entries, fields: readonly string[]): string[] => [
  ...new Set(entries.filter(({ changes }) => changes.some(({ field }) => fields.includes(field))).map(({ id }) => id)),
]

/** Null when it is no JSON; what is not about WhatsApp accounts has no entries for us. Nothing of it is believed yet. */
function readEntries(bytes: Uint8Array): Entries | null {
  try {
    const parsed = Delivery.safeParse(parseJson(decodeText(bytes)))
    return parsed.success ? parsed.data.entry : []
  } catch {
    return null
  }
}

async function isNew(ctx: Context, bytes: Uint8Array): Promise<boolean> {
  const now = ctx.now()
  await ctx.db.delete(webhookDeliveries).where(lt(webhookDeliveries.receivedAt, new Date(now.getTime() - KEPT_FOR)))
  const inserted = await ctx.db
    .insert(webhookDeliveries)
    .values({ bodyHash: sha256(bytes), receivedAt: now })
    .onConflictDoNothing()
    .returning({ bodyHash: webhookDeliveries.bodyHash })
  return inserted.length > 0
}
