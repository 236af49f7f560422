import 'server-only'
import { randomInt } from 'node:crypto'
import { answers } from './answers'
import { playBatch } from './batch'
import type { LedgerDetail } from './ledger'
import { type Play, playRequest } from './play'
import { type Reply, refused } from './reply'
import { type GraphRequest, readRequest } from './request'
import { accountOf } from './routes'
import { type Challenge, challengeOf } from './set-callback'
import type { World } from './state'
import type { WorldStore } from './store'
import { practiceToken, type TokenText } from './token'
import { usageHeader } from './traffic'
import { servedVersion } from './versions'
import { type OnWebhook, statusWebhooks, type Webhook } from './webhooks'

export type SandboxOptions = {
  store: WorldStore
  worldId: string
  now: () => Date
  /** From 0 up to 1: codes and trace ids come from it. */
  random?: () => number
  delay?: (milliseconds: number) => Promise<void>
  /** `full` keeps PINs and typed codes in the ledger: only where nothing is written to disk. */
  ledger?: LedgerDetail
  tokenText?: TokenText
  /** Carries what Meta would tell the app by itself. Left out: nobody listens. */
  onWebhook?: OnWebhook
  /** Asks an address for its word, as Meta does before it delivers there. Left out: every address has it. */
  verifies?: (challenge: Challenge) => Promise<boolean>
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const FINE = 2 ** 47

const wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds))

/** A simulated Graph API for one world: a fetch that never leaves the process. */
export function createSandbox(options: SandboxOptions): { fetch: (request: Request) => Promise<Response> } {
  const { store, worldId, now, delay = wait, ledger = 'masked', random = () => randomInt(FINE) / FINE } = options
  const textOf = options.tokenText ?? ((serial: number) => practiceToken(worldId, serial))
  const traceId = () => `A${Array.from({ length: 22 }, () => LETTERS[Math.floor(random() * LETTERS.length)]).join('')}`

  type Decided = { reply: Reply; headers: Record<string, string>; webhooks: Webhook[]; deliveryMs: number }

  const decide = (world: World, request: GraphRequest, answersChallenge: boolean): Decided => {
    const at = now().getTime() + world.clockOffset
    const sentBefore = world.sent.length
    const play: Play = { now: at, random, textOf, detail: ledger, traceId, inBatch: false, answersChallenge }
    const isBatch = request.segments.length === 0 && request.method === 'POST'
    const reply = isBatch ? playBatch(world, request, play) : playRequest(world, request, play)
    const webhooks = world.sent.slice(sentBefore).flatMap((message) => statusWebhooks(world, message, at))
    return {
      reply,
      headers: headersOf(world, request, reply, traceId()),
      webhooks,
      deliveryMs: world.rules.deliveryMs,
    }
  }

  /** One after the other, as they happen; nobody waits for them. */
  const tell = async ([first, ...later]: readonly Webhook[], deliveryMs: number): Promise<void> => {
    if (first === undefined || options.onWebhook === undefined) return
    await options.onWebhook(first)
    if (later.length === 0) return
    await delay(deliveryMs)
    await tell(later, deliveryMs)
  }

  return {
    fetch: async (incoming) => {
      const request = await readRequest(incoming)
      const challenge = challengeOf(request)
      const answersChallenge = challenge === null || ((await options.verifies?.(challenge)) ?? true)
      const decided = await store.update(worldId, (world) => decide(world, request, answersChallenge))
      // A world that was removed took its tokens with it.
      const { reply, headers } = decided?.value ?? { reply: refused(answers.tokenInvalid, traceId()), headers: {} }
      if (decided !== undefined) void tell(decided.value.webhooks, decided.value.deliveryMs)
      if (reply.delayMs > 0) await orAbort(incoming.signal, delay(reply.delayMs))
      return deliver(reply, headers, incoming.signal)
    },
  }
}

function headersOf(world: World, request: GraphRequest, reply: Reply, traceId: string): Record<string, string> {
  const accountId = accountOf(world, request) ?? (reply.waitMinutes > 0 ? world.destinationId : null)
  return {
    ...reply.headers,
    'facebook-api-version': servedVersion(request.version),
    'x-fb-request-id': traceId,
    'x-fb-trace-id': traceId.slice(0, 11),
    'x-fb-rev': '1019544279',
    'x-app-usage': JSON.stringify({ call_count: 1, total_cputime: 1, total_time: 1 }),
    ...(accountId === null ? {} : { 'x-business-use-case-usage': usageHeader(world, accountId, reply.waitMinutes) }),
    ...(reply.status === 401 ? { 'www-authenticate': 'OAuth "Facebook Platform" "invalid_token"' } : {}),
  }
}

async function deliver(reply: Reply, headers: Record<string, string>, signal: AbortSignal): Promise<Response> {
  switch (reply.kind) {
    case 'answer':
      return new Response(reply.body === '' ? null : reply.body, { status: reply.status, headers })
    case 'refuse':
      throw networkError('ECONNREFUSED', 'connect')
    case 'reset':
      throw networkError('ECONNRESET', 'read')
    case 'hang':
      return orAbort(signal, new Promise<never>(() => {}))
    default:
      return reply.kind satisfies never
  }
}

/** As undici throws it: a TypeError whose cause knows the system's code. The code stands on both. */
function networkError(code: 'ECONNREFUSED' | 'ECONNRESET', syscall: string): Error {
  const cause = Object.assign(new Error(`${syscall} ${code}`), { code, syscall })
  return Object.assign(new TypeError('fetch failed', { cause }), { code })
}

function orAbort<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  if (signal.aborted) return Promise.reject(signal.reason)
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason)
    signal.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}
