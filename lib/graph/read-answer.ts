import type { ZodType } from 'zod'
import { ApiFailure, MalformedFailure, type Read } from './failure'
import { ErrorAnswer, parseJson } from './schemas'
import { waitSeconds } from './waits'

type Answered<T> = {
  status: number
  headers: Headers
  body: string
  answer: ZodType<T>
  redact: (text: string) => string
  now: number
}

/** Decides from the body first; HTTP status alone proves nothing (contract 8.1). Also reads the items of a batch. */
export function readAnswer<T>(answered: Answered<T>): Read<T> {
  const { status, headers, redact } = answered
  const json = parseJson(answered.body)
  if (json === undefined) {
    return { ok: false, failure: new MalformedFailure(status, /^\s*</.test(answered.body) ? 'html' : 'json') }
  }
  const error = ErrorAnswer.safeParse(json)
  if (error.success) {
    const { text, code, subcode, title, userMessage, details, isTransient, traceId } = error.data
    const clean = (value: string | null) => (value === null ? null : redact(value))
    const wait = waitSeconds({ status, code, subcode, details, headers, now: answered.now })
    const failure = new ApiFailure({
      status,
      code,
      subcode,
      text: redact(text),
      title: clean(title),
      userMessage: clean(userMessage),
      details: clean(details),
      isTransient,
      traceId: clean(traceId),
      waitSeconds: wait,
    })
    return { ok: false, failure }
  }
  // Meta's own SDK counts `success:false` as a failure whatever the status says (PYSDK).
  if (isSuccessFalse(json)) return { ok: false, failure: new MalformedFailure(status, 'success_false') }
  if (status < 200 || status > 299) return { ok: false, failure: new MalformedFailure(status, 'schema') }
  const value = answered.answer.safeParse(json)
  if (!value.success) return { ok: false, failure: new MalformedFailure(status, 'schema') }
  return { ok: true, value: value.data }
}

const isSuccessFalse = (json: unknown): boolean =>
  typeof json === 'object' && json !== null && 'success' in json && json.success === false
