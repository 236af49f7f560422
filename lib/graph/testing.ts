import { createGraphClient, type GraphCallLog, type GraphClient, type GraphFetch, type GraphOptions } from './client'

/** One thing that happens to a request: an answer, or an error that ends it. */
export type Scene = Response | Error | ((request: Request) => Response | Error | Promise<Response>)

export type Sent = { method: string; url: URL; headers: Headers; body: unknown }

/** A transport that tells a story, scene by scene, and remembers what was sent. One scene too few is an error. */
export function respond(scenes: readonly Scene[]): { fetch: GraphFetch; sent: Sent[] } {
  const sent: Sent[] = []
  const fetch: GraphFetch = async (request) => {
    const text = await request.clone().text()
    const scene = scenes[sent.length]
    sent.push({
      method: request.method,
      url: new URL(request.url),
      headers: request.headers,
      body: text === '' ? undefined : JSON.parse(text),
    })
    if (scene === undefined) throw new Error('The story has no further scene')
    const happens = typeof scene === 'function' ? await scene(request) : scene
    if (happens instanceof Error) throw happens
    return happens
  }
  return { fetch, sent }
}

export const answer = (body: unknown, init: { status?: number; headers?: Record<string, string> } = {}): Response =>
  new Response(typeof body === 'string' ? body : JSON.stringify(body), {
    status: init.status ?? 200,
    headers: { 'content-type': 'application/json; charset=UTF-8', ...init.headers },
  })

export const graphError = (
  error: { code: number; message?: string } & Record<string, unknown>,
  init: { status?: number; headers?: Record<string, string> } = {},
): Response =>
  answer({ error: { message: 'Invalid parameter', type: 'OAuthException', ...error } }, { status: 400, ...init })

/** As undici and fetch throw: the system's code sits on the cause. */
export const broken = (code: string): Error =>
  Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error('low level'), { code }) })

/** Answers a batch by looking each item's path up; unlisted ones are refused as not visible. */
export const batchAnswer =
  (answers: Readonly<Record<string, unknown>>) =>
  async (request: Request): Promise<Response> => {
    const { batch } = await request.clone().json()
    return answer(batch.map((item: { relative_url: string }) => itemAnswer(answers, item.relative_url)))
  }

function itemAnswer(answers: Readonly<Record<string, unknown>>, relativeUrl: string): unknown {
  const key = Object.keys(answers).find((candidate) => relativeUrl.startsWith(candidate))
  if (key === undefined)
    return { code: 400, body: JSON.stringify({ error: { message: 'x', code: 100, error_subcode: 33 } }) }
  const value = answers[key]
  if (value === null) return null
  return typeof value === 'function' ? value(relativeUrl) : { code: 200, body: JSON.stringify(value) }
}

export const TOKEN = 'EAAGm0PX4ZCpsBAKZCsecretToken'

export function storyClient(
  scenes: readonly Scene[],
  options: Partial<GraphOptions> = {},
): { client: GraphClient; sent: Sent[]; calls: GraphCallLog[]; slept: number[] } {
  const { fetch, sent } = respond(scenes)
  const calls: GraphCallLog[] = []
  const slept: number[] = []
  const client = createGraphClient({
    baseUrl: 'https://graph.facebook.com',
    version: 'v25.0',
    accessToken: TOKEN,
    readFetch: fetch,
    writeFetch: fetch,
    onCall: (call) => calls.push(call),
    now: () => 0,
    random: () => 0.5,
    sleep: async (ms) => {
      slept.push(ms)
    },
    ...options,
  })
  return { client, sent, calls, slept }
}
