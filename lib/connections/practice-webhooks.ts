import 'server-only'
import type { Context } from '@/lib/context'
import { log } from '@/lib/log'
import type { Challenge } from '@/lib/sandbox/set-callback'
import type { OnWebhook } from '@/lib/sandbox/webhooks'

type Call = { url: string; bytes: Uint8Array; signature: string }

/** What of ours the pretend Meta calls. */
export type PracticeReceiver = {
  receive: (ctx: Context, connectionId: string, call: Call) => Promise<void>
  answers: (ctx: Context, challenge: Challenge) => Promise<boolean>
}

/** Kept on globalThis because Next evaluates modules more than once. */
const holder = globalThis as typeof globalThis & { carryoverPracticeReceiver?: PracticeReceiver }

export const setPracticeReceiver = (receiver: PracticeReceiver): void => {
  holder.carryoverPracticeReceiver = receiver
}

const asSystem = (ctx: Context): Context => ({ ...ctx, actor: { kind: 'system', name: 'system' } })

/** The road from the pretend Meta to us: what the real one posts over HTTP is handed over here, signed all the same. */
export const hearPractice =
  (ctx: Context, connectionId: string): OnWebhook =>
  async ({ url, body, signature }) => {
    await holder.carryoverPracticeReceiver
      ?.receive(asSystem(ctx), connectionId, { url, bytes: Buffer.from(body), signature })
      .catch((error: unknown) => log.warn('practice_webhook_failed', { error }))
  }

export const answerPractice =
  (ctx: Context) =>
  async (challenge: Challenge): Promise<boolean> =>
    (await holder.carryoverPracticeReceiver?.answers(asSystem(ctx), challenge)) ?? false
