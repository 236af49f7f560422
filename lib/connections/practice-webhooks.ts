import 'server-only'
import type { Context } from '@/lib/context'
import { log } from '@/lib/log'
import type { OnWebhook } from '@/lib/sandbox/webhooks'

type Call = { bytes: Uint8Array; signature: string }
type Receiver = (ctx: Context, connectionId: string, call: Call) => Promise<void>

/** Who is called by the pretend Meta of this process; kept on globalThis because Next evaluates modules more than once. */
const holder = globalThis as typeof globalThis & { carryoverPracticeReceiver?: Receiver }

export const setPracticeReceiver = (receiver: Receiver): void => {
  holder.carryoverPracticeReceiver = receiver
}

/** The road from the pretend Meta to us: what the real one posts over HTTP is handed over here, signed all the same. */
export const hearPractice =
  (ctx: Context, connectionId: string): OnWebhook =>
  async ({ body, signature }) => {
    const system = { ...ctx, actor: { kind: 'system', name: 'system' } as const }
    await holder
      .carryoverPracticeReceiver?.(system, connectionId, { bytes: Buffer.from(body), signature })
      .catch((error: unknown) => log.warn('practice_webhook_failed', { error }))
  }
