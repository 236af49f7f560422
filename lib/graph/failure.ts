import { isUntrusted } from './connection-error'

/** When a call broke: before its first byte left us nothing can have happened; afterwards anything may have. */
export type Phase = 'before_send' | 'after_send'

type ApiFields = {
  status: number
  code: number
  subcode: number | null
  /** Meta's developer message; English, unlike title and userMessage, which follow the caller's locale. */
  text: string
  title: string | null
  userMessage: string | null
  details: string | null
  isTransient: boolean
  traceId: string | null
  waitSeconds: number | null
}

/** Meta answered with its error object. Strings arrive redacted and shortened (see redact.ts). */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure'
  readonly kind = 'api'
  readonly status: number
  readonly code: number
  readonly subcode: number | null
  readonly text: string
  readonly title: string | null
  readonly userMessage: string | null
  readonly details: string | null
  readonly isTransient: boolean
  readonly traceId: string | null
  readonly waitSeconds: number | null

  constructor(fields: ApiFields) {
    super(`Graph answered ${fields.status} with code ${fields.code}/${fields.subcode ?? '-'}`)
    this.status = fields.status
    this.code = fields.code
    this.subcode = fields.subcode
    this.text = fields.text
    this.title = fields.title
    this.userMessage = fields.userMessage
    this.details = fields.details
    this.isTransient = fields.isTransient
    this.traceId = fields.traceId
    this.waitSeconds = fields.waitSeconds
  }
}

/** The connection broke. `reason` is the system's error code and nothing else: messages may quote what was sent. */
export class NetworkFailure extends Error {
  override readonly name = 'NetworkFailure'
  readonly kind = 'network'
  readonly phase: Phase
  readonly reason: string
  /** Of a certificate: a setting or an attack, never a hiccup. */
  readonly isUntrusted: boolean

  constructor(phase: Phase, reason: string) {
    super(`Graph call broke ${phase === 'before_send' ? 'before' : 'after'} sending: ${reason}`)
    this.phase = phase
    this.reason = reason
    this.isUntrusted = isUntrusted(reason)
  }
}

export class TimeoutFailure extends Error {
  override readonly name = 'TimeoutFailure'
  readonly kind = 'timeout'
  readonly phase: Phase

  constructor(phase: Phase) {
    super(`Graph call timed out ${phase === 'before_send' ? 'before' : 'after'} sending`)
    this.phase = phase
  }
}

export type MalformedReason =
  | 'html'
  | 'content_type'
  | 'empty'
  | 'too_large'
  | 'json'
  | 'schema'
  | 'success_false'
  | 'pages'

/** An answer came, but not one this client can read. */
export class MalformedFailure extends Error {
  override readonly name = 'MalformedFailure'
  readonly kind = 'malformed'
  readonly status: number
  readonly reason: MalformedReason

  constructor(status: number, reason: MalformedReason) {
    super(`Graph answered ${status} with an unreadable body: ${reason}`)
    this.status = status
    this.reason = reason
  }
}

/** Graph never redirects. Where to is not kept, and never asked. */
export class RedirectFailure extends Error {
  override readonly name = 'RedirectFailure'
  readonly kind = 'redirect'
  readonly status: number

  constructor(status: number) {
    super(`Graph answered ${status}, a redirect`)
    this.status = status
  }
}

export type GraphFailure = ApiFailure | NetworkFailure | TimeoutFailure | MalformedFailure | RedirectFailure

/** The outcome of a read. */
export type Read<T> = { ok: true; value: T } | { ok: false; failure: GraphFailure }

/** The outcome of a call that changes something at Meta. `unknown` must be settled by reading, never by sending again. */
export type Write<T> = { kind: 'done'; value: T } | { kind: 'refused' | 'not_sent' | 'unknown'; failure: GraphFailure }
