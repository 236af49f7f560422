import { PAGE_VERSION, PAGE_VERSION_HEADER } from '@/lib/http/page-version'

export type Method = 'POST' | 'PATCH' | 'PUT' | 'DELETE'

/** Why the server said no, in the shape of every error of our API. */
export type Refusal = {
  code: string
  params: Record<string, string | number>
  field?: string
  requestId?: string
  status: number
}

export type Answer =
  | { kind: 'done'; status: number; body: unknown }
  | { kind: 'refused'; refusal: Refusal }
  /** We cannot know whether it arrived: the same key must be used again. */
  | { kind: 'unheard'; refusal: Refusal }

const PAUSE_MS = 1500
const MOST_JOINS = 10

/** Codes after which the first press may still come true: asking again must join it, not start a second one. */
const NOT_FINAL = new Set(['in_progress', 'internal', 'not_saved', 'signed_out'])

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

function readParams(value: unknown): Record<string, string | number> {
  if (!isRecord(value)) return {}
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string | number] =>
      ['string', 'number'].includes(typeof entry[1]),
    ),
  )
}

function readRefusal(body: unknown, status: number): Refusal | null {
  if (!isRecord(body) || typeof body.code !== 'string') return null
  return {
    code: body.code,
    params: readParams(body.params),
    field: typeof body.field === 'string' ? body.field : undefined,
    requestId: typeof body.requestId === 'string' ? body.requestId : undefined,
    status,
  }
}

async function once(action: string, method: Method, body: unknown, key: string): Promise<Answer> {
  let response: Response
  try {
    response = await fetch(action, {
      method,
      headers: { 'content-type': 'application/json', 'idempotency-key': key, [PAGE_VERSION_HEADER]: PAGE_VERSION },
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: 'no-store',
    })
  } catch {
    const code = navigator.onLine ? 'no_answer' : 'offline'
    return { kind: 'unheard', refusal: { code, params: {}, status: 0 } }
  }
  const parsed: unknown = response.status === 204 ? null : await response.json().catch(() => undefined)
  const refusal = readRefusal(parsed, response.status)
  if (response.ok && !(response.status === 202 && refusal)) {
    if (parsed !== undefined) return { kind: 'done', status: response.status, body: parsed }
    return { kind: 'unheard', refusal: { code: 'no_answer', params: {}, status: response.status } }
  }
  if (!refusal) return { kind: 'unheard', refusal: { code: 'internal', params: {}, status: response.status } }
  return { kind: NOT_FINAL.has(refusal.code) ? 'unheard' : 'refused', refusal }
}

/** Sends one command. While the server still works on the same key, it is asked again for the answer, not told again. */
export async function send(action: string, method: Method, body: unknown, key: string): Promise<Answer> {
  let answer = await once(action, method, body, key)
  for (let joins = 0; joins < MOST_JOINS; joins += 1) {
    if (answer.kind !== 'unheard' || answer.refusal.code !== 'in_progress') return answer
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
    answer = await once(action, method, body, key)
  }
  return answer
}
