import { createSandbox, type SandboxOptions } from './server'
import type { LedgerEntry, World } from './state'
import { memoryStore, type WorldStore } from './store'
import { MOBILE, type StoryId } from './stories'
import { practiceToken } from './token'
import { newWorld } from './world'

/** The body as JSON.parse types it: tests read every shape, and a wrong key fails the test. */
export type Told = { status: number; body: ReturnType<typeof JSON.parse>; headers: Headers }

export type Player = {
  store: WorldStore
  worldId: string
  clock: { now: () => Date; advance: (milliseconds: number) => void }
  fetch: (request: Request) => Promise<Response>
  call: (method: string, path: string, body?: object, token?: string | null) => Promise<Told>
  get: (path: string, token?: string | null) => Promise<Told>
  post: (path: string, body?: object, token?: string | null) => Promise<Told>
  world: () => Promise<World>
  change: (change: (world: World) => void) => Promise<void>
  ledger: () => Promise<LedgerEntry[]>
  /** Adds a number to the destination, and gives its new id there. */
  add: (digits?: string) => Promise<Told>
  /** The newest code the phone could have received, whether or not it arrived. */
  newestCode: (digits?: string) => Promise<string>
  /** Takes a number all the way to the destination, and gives its id there. */
  move: () => Promise<string>
}

/** Plays one world in memory, with a clock that stands still, numbers that repeat, and no waiting. */
export async function play(
  story: StoryId = 'everything_works',
  options: Partial<SandboxOptions> & { store?: WorldStore; worldId?: string } = {},
): Promise<Player> {
  const { store = memoryStore(), worldId = 'world' } = options
  let at = Date.UTC(2026, 2, 2, 9)
  const now = () => new Date(at)
  let turn = 0
  const random = () => {
    turn += 1
    return (turn * 0.618_033_988_749_895) % 1
  }
  await store.create(worldId, newWorld({ story, seed: worldId }))
  const { fetch } = createSandbox({ now, random, delay: async () => {}, ...options, store, worldId })
  const world = async () => {
    const found = await store.read(worldId)
    if (found === undefined) throw new Error('the world is gone')
    return found
  }
  const call: Player['call'] = async (method, path, body, token = practiceToken(worldId)) => {
    const headers = {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    }
    const response = await fetch(
      new Request(`https://graph.facebook.com/v25.0${path}`, {
        method,
        headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    )
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: parse(text) }
  }
  const post: Player['post'] = (path, body = {}, token) => call('POST', path, body, token)
  const add: Player['add'] = async (digits = MOBILE.digits) =>
    post(`/${(await world()).destinationId}/phone_numbers`, {
      cc: '84',
      phone_number: digits.slice(2),
      migrate_phone_number: true,
    })
  const newestCode: Player['newestCode'] = async (digits = MOBILE.digits) => {
    const code = (await world()).codes.findLast((each) => each.digits === digits)
    if (code === undefined) throw new Error('no code was sent')
    return code.value
  }
  return {
    store,
    worldId,
    clock: {
      now,
      advance: (milliseconds) => {
        at += milliseconds
      },
    },
    fetch,
    call,
    get: (path, token) => call('GET', path, undefined, token),
    post,
    world,
    change: async (change) => {
      await store.update(worldId, change)
    },
    ledger: async () => (await world()).ledger,
    add,
    newestCode,
    move: async () => {
      const { id } = (await add()).body
      await post(`/${id}/request_code`, { code_method: 'SMS', language: 'vi' })
      await post(`/${id}/verify_code`, { code: await newestCode() })
      const { body } = await post(`/${id}/register`, { messaging_product: 'whatsapp', pin: '739154' })
      if (body.success !== true) throw new Error('the number did not move')
      return id
    },
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
