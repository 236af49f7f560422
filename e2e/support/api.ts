import { randomUUID } from 'node:crypto'
import type { TestApp } from './start-test-app'

export type Answer = { status: number; headers: Headers; text: string; body: unknown }

type Ask = { key?: string; token?: string | null; headers?: Record<string, string> }

export type Api = {
  get: (path: string, ask?: Ask) => Promise<Answer>
  post: (path: string, body?: unknown, ask?: Ask) => Promise<Answer>
  patch: (path: string, body?: unknown, ask?: Ask) => Promise<Answer>
  delete: (path: string, body?: unknown, ask?: Ask) => Promise<Answer>
}

/** Our API as a script meets it: a personal token, JSON, and a fresh Idempotency-Key unless one is given. */
export function apiOf(app: Pick<TestApp, 'url' | 'owner'>, onAnswer?: (answer: Answer) => void): Api {
  async function call(method: string, path: string, body: unknown, ask: Ask = {}): Promise<Answer> {
    const token = ask.token === undefined ? app.owner.apiToken : ask.token
    const response = await fetch(new URL(path, app.url), {
      method,
      redirect: 'manual',
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(method === 'GET' ? {} : { 'content-type': 'application/json', 'idempotency-key': ask.key ?? randomUUID() }),
        ...ask.headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    const json = response.headers.get('content-type')?.includes('json') && text !== ''
    const answer = { status: response.status, headers: response.headers, text, body: json ? JSON.parse(text) : null }
    onAnswer?.(answer)
    return answer
  }
  return {
    get: (path, ask) => call('GET', path, undefined, ask),
    post: (path, body, ask) => call('POST', path, body, ask),
    patch: (path, body, ask) => call('PATCH', path, body, ask),
    delete: (path, body, ask) => call('DELETE', path, body, ask),
  }
}

/** The body of an answer that had to be good. */
export function good<Body>(answer: Answer, path = ''): Body {
  if (answer.status >= 300) throw new Error(`${path} answered ${answer.status}: ${answer.text.slice(0, 300)}`)
  return answer.body as Body
}
