import 'server-only'
import { createHash, randomInt } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createSandbox } from '../server'
import { takeId } from '../state'
import { memoryStore } from '../store'
import type { StoryId } from '../stories'
import type { OnWebhook } from '../webhooks'
import { newWorld } from '../world'
import { createControl } from './control'

const WORLD = 'sandbox'

export type ServeOptions = { host: string; port: number; controlPort: number; story?: StoryId; now?: () => Date }

export type Served = { graphUrl: string; controlUrl: string; token: string; close: () => Promise<void> }

/** As long as Meta's and of the same letters, so that whatever judges tokens by their looks lets it pass. */
function tokenText(serial: number): string {
  const ids = { seed: `token ${serial}`, taken: 0 }
  return `EAASANDBOX${serial}Z${Array.from({ length: 10 }, () => takeId(ids)).join('')}`
}

const appSecret = createHash('sha256').update('the app secret of the sandbox').digest('hex').slice(0, 32)

/** Meta over HTTP for tests: the API on one port, the management door on another, everything in memory. */
export async function serveSandbox(options: ServeOptions): Promise<Served> {
  const { host, port, controlPort, story: firstStory = 'everything_works', now = () => new Date() } = options
  const store = memoryStore()
  const reset = async ({ story, seed = 'sandbox' }: { story: StoryId; seed?: string | undefined }) => {
    const world = newWorld({ story, seed })
    await store.remove(WORLD)
    await store.create(WORLD, { ...world, app: { ...world.app, secret: appSecret } })
  }
  await reset({ story: firstStory })
  const sandbox = createSandbox({ store, worldId: WORLD, now, ledger: 'full', tokenText, onWebhook: post, verifies })
  const control = createControl({ store, worldId: WORLD, now, tokenText, reset, onWebhook: post })
  const graph = await listen(sandbox.fetch, host, port)
  const door = await listen(control, host, controlPort)
  const close = async () => {
    await Promise.all([stop(graph), stop(door)])
  }
  return { graphUrl: urlOf(graph), controlUrl: urlOf(door), token: tokenText(0), close }
}

/** As Meta's servers do. What the app answers, or whether, changes nothing here. */
const post: OnWebhook = async ({ url, body, signature }) => {
  const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signature }
  await fetch(url, { method: 'POST', headers, body }).catch(() => {})
}

const verifies = async ({ url, token }: { url: string; token: string }): Promise<boolean> => {
  const challenge = String(randomInt(1_000_000_000))
  const query = new URLSearchParams({ 'hub.mode': 'subscribe', 'hub.challenge': challenge, 'hub.verify_token': token })
  const answer = await fetch(`${url}?${query}`).catch(() => null)
  return answer?.ok === true && (await answer.text()) === challenge
}

const isAddress = (address: string | AddressInfo | null): address is AddressInfo =>
  typeof address === 'object' && address !== null

function urlOf(server: Server): string {
  const address = server.address()
  if (!isAddress(address)) throw new Error('the sandbox is not listening on a port')
  return `http://${address.address}:${address.port}`
}

function listen(handle: (request: Request) => Promise<Response>, host: string, port: number): Promise<Server> {
  const server = createServer((incoming, outgoing) => {
    void answer(handle, incoming, outgoing)
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => resolve(server))
  })
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}

async function answer(
  handle: (request: Request) => Promise<Response>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const gone = new AbortController()
  outgoing.on('close', () => gone.abort())
  try {
    const response = await handle(await toRequest(incoming, gone.signal))
    const body = Buffer.from(await response.arrayBuffer())
    outgoing.writeHead(response.status, { ...Object.fromEntries(response.headers), 'content-length': body.length })
    outgoing.end(body)
  } catch {
    // A cut connection is cut for real: the other side gets a reset, not an answer.
    incoming.socket.resetAndDestroy()
  }
}

async function toRequest(incoming: IncomingMessage, signal: AbortSignal): Promise<Request> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk))
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  }
  const method = incoming.method ?? 'GET'
  const url = `http://${incoming.headers.host ?? 'localhost'}${incoming.url ?? '/'}`
  const body = method === 'GET' || method === 'HEAD' ? null : Buffer.concat(chunks)
  return new Request(url, { method, headers, signal, body })
}
