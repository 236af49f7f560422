/** Keeps secrets and phone numbers out of what is written down. Pure. */
import { maskPhone } from '@/lib/phone/digits'

export const REDACTED = '[redacted]'

const SECRET_KEYS = new Set(['authorization', 'code', 'verificationcode', 'pin', 'setcookie', 'apikey', 'masterkey'])
const SECRET_ENDINGS = ['token', 'password', 'secret', 'cookie', 'secretproof']
const PHONE_KEYS = new Set(['phone', 'phonee164', 'phonedigits', 'phonenumber', 'displayphonenumber', 'digits', 'e164'])

/** Meta's user and system tokens, practice tokens, our API tokens, bearer headers, sealed values. */
const TOKEN_SHAPES =
  /\bEAA[A-Za-z0-9]{8,}|\bPRACTICE[A-Za-z0-9._-]{4,}|\bcko_[A-Za-z0-9_-]+|\bBearer\s+[^\s"',]+|\bv1\.[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+){3}/g
const PHONE_SHAPE = /\+\d{8,15}\b/g

const MAX_DEPTH = 5
const MAX_ITEMS = 50
const MAX_TEXT = 2000

const plainKey = (key: string) => key.toLowerCase().replaceAll(/[_\-\s]/g, '')

const isSecretKey = (key: string) => SECRET_KEYS.has(key) || SECRET_ENDINGS.some((ending) => key.endsWith(ending))

export const redactText = (text: string): string =>
  text.slice(0, MAX_TEXT).replaceAll(TOKEN_SHAPES, REDACTED).replaceAll(PHONE_SHAPE, maskPhone)

/** Frames of our own files, relative to where we run. The lines of a message are never taken for frames. */
function ourFrames(error: Error): string[] {
  const stack = error.stack ?? ''
  const afterMessage = stack.indexOf(error.message) >= 0 ? stack.indexOf(error.message) + error.message.length : 0
  return stack
    .slice(afterMessage)
    .split('\n')
    .filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line) && !/node_modules|\bnode:/.test(line))
    .slice(0, 8)
    .map((line) => redactText(line.trim().replaceAll(`${process.cwd()}/`, '')))
}

/** An error as name, code and place. Its message may quote a request, a row or a header, so it stays out. */
export function describeError(error: unknown, depth = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error }
  const code = 'code' in error && (typeof error.code === 'string' || typeof error.code === 'number') ? error.code : null
  return {
    name: redactText(error.name),
    ...(code === null ? {} : { code: typeof code === 'string' ? redactText(code) : code }),
    frames: ourFrames(error),
    ...(error.cause instanceof Error && depth < 2 ? { cause: describeError(error.cause, depth + 1) } : {}),
  }
}

export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value)
  if (typeof value === 'bigint') return value.toString()
  if (typeof value === 'function' || typeof value === 'symbol') return undefined
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Error) return describeError(value)
  if (value instanceof Date) return value
  if (depth >= MAX_DEPTH) return '[deep]'
  if (Array.isArray(value)) return value.slice(0, MAX_ITEMS).map((item) => redact(item, depth + 1))
  // A class of its own (a request, a buffer, a connection) has more inside than anybody meant to write down.
  const prototype = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) return `[${value.constructor?.name ?? 'object'}]`
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, redactField(plainKey(key), item, depth)]))
}

function redactField(key: string, value: unknown, depth: number): unknown {
  if (value === null || value === undefined || typeof value === 'boolean') return value
  if (isSecretKey(key)) return REDACTED
  if (PHONE_KEYS.has(key) && (typeof value === 'string' || typeof value === 'number')) return maskPhone(String(value))
  return redact(value, depth + 1)
}
