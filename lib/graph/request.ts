import { createHmac } from 'node:crypto'
import type { ZodType } from 'zod'
import { phaseOf, reasonOf } from './connection-error'
import { type Endpoint, pathOf, queryOf } from './endpoints'
import type { Read } from './failure'
import {
  type GraphFailure,
  MalformedFailure,
  NetworkFailure,
  type Phase,
  RedirectFailure,
  TimeoutFailure,
} from './failure'
import { readAnswer } from './read-answer'
import { readBody } from './read-body'
import { createRedactor } from './redact'

/**
 * Sends one request and gives the answer. A fetch that fails throws an Error whose `code`, or whose `cause.code`,
 * tells whether the first byte had left (see connection-error.ts). It never follows a redirect.
 */
export type GraphFetch = (request: Request) => Promise<Response>

/** What may be written down about a call: never its body, its query or its headers. */
export type GraphCallLog = {
  operation: string
  method: 'GET' | 'POST'
  path: string
  status: number | null
  code: number | null
  subcode: number | null
  traceId: string | null
  graphVersion: string | null
  ms: number
  phase: 'answered' | Phase
}

export type GraphOptions = {
  baseUrl: string
  version: string
  accessToken: string
  appSecret?: string
  readFetch: GraphFetch
  writeFetch: GraphFetch
  onCall?: (call: GraphCallLog) => void
  now?: () => number
  random?: () => number
  sleep?: (ms: number) => Promise<void>
  /** Whole call, from first to last byte. */
  timeoutMs?: number
}

export type Call<T> = {
  operation: string
  method: 'GET' | 'POST'
  path: string
  query: URLSearchParams
  body: unknown
  answer: ZodType<T>
  /** See Endpoint: in a batch it travels beside the quick ones. */
  slow: boolean
  timeoutMs?: number | undefined
  secrets: readonly string[]
  maxBytes: number
}

const TOTAL_TIMEOUT = 30_000
const MAX_BODY = 256 * 1024

/** The call as an endpoint describes it, or null when an id is not fit for a path. */
export function callOf<Args, Answer>(
  endpoint: Endpoint<Args, Answer>,
  args: Args,
  unknownFields: ReadonlySet<string>,
): Call<Answer> | null {
  const path = pathOf(endpoint, args)
  if (path === null) return null
  return {
    operation: endpoint.operation,
    method: endpoint.method,
    path,
    query: queryOf(endpoint, args, unknownFields),
    body: endpoint.method === 'POST' ? (endpoint.body?.(args) ?? {}) : undefined,
    answer: endpoint.answer,
    slow: endpoint.slow ?? false,
    timeoutMs: endpoint.timeoutMs,
    secrets: endpoint.secrets?.(args) ?? [],
    maxBytes: MAX_BODY,
  }
}

/** Lower-case hex HMAC-SHA256 of the token under the app secret (contract 8.5). */
export const appSecretProof = (accessToken: string, appSecret: string): string =>
  createHmac('sha256', appSecret).update(accessToken).digest('hex')

/** Sends once. Never throws, never repeats. */
export async function send<T>(options: GraphOptions, fetch: GraphFetch, call: Call<T>): Promise<Read<T>> {
  const now = options.now ?? Date.now
  const startedAt = now()
  const log = { status: null as number | null, graphVersion: null as string | null }
  const result = await attempt(options, fetch, call, log)
  const failure = result.ok ? null : result.failure
  const api = failure?.kind === 'api' ? failure : null
  options.onCall?.({
    operation: call.operation,
    method: call.method,
    path: call.path,
    status: log.status,
    code: api?.code ?? null,
    subcode: api?.subcode ?? null,
    traceId: api?.traceId ?? null,
    graphVersion: log.graphVersion,
    ms: now() - startedAt,
    phase: failure?.kind === 'network' || failure?.kind === 'timeout' ? failure.phase : 'answered',
  })
  return result
}

async function attempt<T>(
  options: GraphOptions,
  fetch: GraphFetch,
  call: Call<T>,
  log: { status: number | null; graphVersion: string | null },
): Promise<Read<T>> {
  const signal = AbortSignal.timeout(options.timeoutMs ?? call.timeoutMs ?? TOTAL_TIMEOUT)
  const proof = options.appSecret ? appSecretProof(options.accessToken, options.appSecret) : undefined
  let response: Response | undefined
  try {
    response = await untilAborted(signal, fetch(toRequest(options, call, proof, signal)))
    log.status = response.status
    log.graphVersion = response.headers.get('facebook-api-version')
    if (response.status >= 300 && response.status < 400) return failed(new RedirectFailure(response.status))
    const body = await untilAborted(signal, readBody(response, call.maxBytes))
    if (!body.ok) return failed(new MalformedFailure(response.status, body.reason))
    return readAnswer({
      status: response.status,
      headers: response.headers,
      body: body.text,
      answer: call.answer,
      redact: createRedactor([options.accessToken, options.appSecret ?? '', proof ?? '', ...call.secrets]),
      now: (options.now ?? Date.now)(),
    })
  } catch (error) {
    return failed(toFailure(error, signal))
  } finally {
    // A body left unread would hold the connection; one that was read to its end is locked, and that is fine.
    void response?.body?.cancel().catch(() => {})
  }
}

function toRequest<T>(options: GraphOptions, call: Call<T>, proof: string | undefined, signal: AbortSignal): Request {
  const query = new URLSearchParams(call.query)
  const headers = new Headers({ accept: 'application/json', authorization: `Bearer ${options.accessToken}` })
  if (call.method === 'GET') {
    if (proof !== undefined) query.set('appsecret_proof', proof)
    const search = query.size > 0 ? `?${query}` : ''
    const url = `${options.baseUrl}/${options.version}${call.path}${search}`
    return new Request(url, { method: 'GET', headers, redirect: 'manual', signal })
  }
  headers.set('content-type', 'application/json')
  const proofField = proof === undefined ? {} : { appsecret_proof: proof }
  const body = JSON.stringify({ ...(call.body ?? {}), ...proofField })
  return new Request(`${options.baseUrl}/${options.version}${call.path}`, {
    method: 'POST',
    headers,
    body,
    redirect: 'manual',
    signal,
  })
}

/** The signal reaches the fetch as well; this also ends the wait for one that does not heed it. */
async function untilAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const onAbort = () => reject(signal.reason)
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    return await Promise.race([work, promise])
  } finally {
    signal.removeEventListener('abort', onAbort)
    work.catch(() => {})
  }
}

/** Only the phase and the system's code survive: a connection error may quote the address or the headers. */
function toFailure(error: unknown, signal: AbortSignal): GraphFailure {
  const reason = reasonOf(error)
  const phase = phaseOf(error)
  if (signal.aborted || /TIMEOUT|ETIMEDOUT/.test(reason)) return new TimeoutFailure(phase)
  return new NetworkFailure(phase, reason)
}

const failed = (failure: GraphFailure): { ok: false; failure: GraphFailure } => ({ ok: false, failure })
