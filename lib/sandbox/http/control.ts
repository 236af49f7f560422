import type * as z from 'zod'
import { addPayment, customerWrites, readPhone, setTwoStep } from '../controls'
import type { Fault, Misbehaviour } from '../faults'
import type { Token, World } from '../state'
import type { WorldStore } from '../store'
import type { OnWebhook } from '../webhooks'
import { newToken } from '../world'
import {
  CustomerInput,
  type FaultInput,
  FaultsInput,
  Nothing,
  ResetInput,
  TimeInput,
  TokenInput,
  TwoStepInput,
  WebhooksInput,
  WorldPatch,
} from './control-schemas'
import { patchWorld } from './patch-world'

export type ControlOptions = {
  store: WorldStore
  worldId: string
  now: () => Date
  tokenText: (serial: number) => string
  reset: (story: z.infer<typeof ResetInput>) => Promise<void>
  onWebhook: OnWebhook
}

const json = (value: unknown, status = 200) => Response.json(value, { status })

/** The management door. It is another port than Meta's, so that no test can open it by the address of the API. */
export function createControl(options: ControlOptions): (request: Request) => Promise<Response> {
  return async (request) => {
    const url = new URL(request.url)
    const door = doors[`${request.method} ${url.pathname}`]
    if (door === undefined) return json({ error: 'no such door', doors: Object.keys(doors) }, 404)
    const text = await request.text()
    let input: unknown
    try {
      input = text === '' ? {} : JSON.parse(text)
    } catch {
      return json({ error: 'the body is not JSON' }, 400)
    }
    return door(options, input, url.searchParams)
  }
}

type Door = (options: ControlOptions, input: unknown, query: URLSearchParams) => Promise<Response>

/** Parses, changes the world, answers what the change returns. */
const changing =
  <S extends z.ZodType, T>(schema: S, change: (world: World, input: z.infer<S>, options: ControlOptions) => T): Door =>
  async (options, input) => {
    const parsed = schema.safeParse(input)
    if (!parsed.success) return json({ error: parsed.error.issues }, 422)
    const result = await options.store.update(options.worldId, (world) => change(world, parsed.data, options))
    return json(result?.value ?? { ok: true })
  }

const doors: Readonly<Record<string, Door>> = {
  'GET /': async ({ store, worldId, tokenText }) => {
    const world = await store.read(worldId)
    if (world === undefined) return json({ error: 'no world' }, 404)
    const { story, app, sourceId, destinationId, businesses } = world
    return json({
      story,
      token: tokenText(0),
      appSecret: app.secret,
      appId: app.id,
      sourceId,
      destinationId,
      businesses,
    })
  },
  'GET /phone': async ({ store, worldId, now }, _input, query) => {
    const digits = (query.get('number') ?? '').replaceAll(/\D/g, '')
    return json({ messages: await readPhone(store, worldId, digits, now) })
  },
  'GET /ledger': async ({ store, worldId }) => json({ entries: (await store.read(worldId))?.ledger ?? [] }),
  'DELETE /ledger': changing(Nothing, (world) => {
    world.ledger = []
    return { ok: true }
  }),
  'GET /world': async ({ store, worldId }) => json(await store.read(worldId)),
  'POST /faults': changing(FaultsInput, (world, input) => {
    const faults = (Array.isArray(input) ? input : [input]).map(toFault)
    world.faults.push(...faults.map((fault, index) => ({ ...fault, id: `control-${world.faults.length + index}` })))
    return { armed: world.faults.filter((fault) => fault.times > 0) }
  }),
  'DELETE /faults': changing(Nothing, (world) => {
    world.faults = []
    return { ok: true }
  }),
  'POST /reset': async (options, input) => {
    const parsed = ResetInput.safeParse(input)
    if (!parsed.success) return json({ error: parsed.error.issues }, 422)
    await options.reset(parsed.data)
    return json({ ok: true })
  },
  'POST /two-step': async ({ store, worldId }, input) => {
    const parsed = TwoStepInput.safeParse(input)
    if (!parsed.success) return json({ error: parsed.error.issues }, 422)
    return json({ found: await setTwoStep(store, worldId, parsed.data.number, parsed.data.on) })
  },
  'POST /payment': async ({ store, worldId }) => json({ ok: await addPayment(store, worldId) }),
  'POST /customer': async ({ store, worldId, now, onWebhook }, input) => {
    const parsed = CustomerInput.safeParse(input)
    if (!parsed.success) return json({ error: parsed.error.issues }, 422)
    const { number: to, from, text } = parsed.data
    return json({ message: await customerWrites(store, worldId, { to, from, text }, now, onWebhook) })
  },
  'POST /webhooks': changing(WebhooksInput, (world, { url }) => {
    world.app.callback = url
    return { ok: true }
  }),
  'POST /time': changing(TimeInput, (world, input, { now }) => {
    world.clockOffset += input.advanceSeconds * 1000
    return { now: new Date(now().getTime() + world.clockOffset).toISOString() }
  }),
  'POST /token': changing(TokenInput, (world, input, options) => {
    const at = options.now().getTime() + world.clockOffset
    if (input.action === 'issue') {
      const token = newToken(world.tokens.length, at)
      world.tokens.push(token)
      return { token: options.tokenText(token.serial) }
    }
    const token = world.tokens.find((each) => each.serial === input.serial)
    if (token !== undefined) changeToken(token, input, at)
    return { found: token !== undefined }
  }),
  'POST /world': changing(WorldPatch, (world, patch, { now }) => {
    patchWorld(world, patch, now().getTime() + world.clockOffset)
    return { ok: true }
  }),
}

type TokenChange = Exclude<z.infer<typeof TokenInput>, { action: 'issue' }>

function changeToken(token: Token, change: TokenChange, now: number): void {
  switch (change.action) {
    case 'kill':
      token.dead = change.subcode
      break
    case 'revive':
      token.dead = null
      token.expiresAt = 0
      break
    case 'expire_in':
      token.expiresAt = now + change.seconds * 1000
      break
    case 'scopes':
      token.scopes = change.scopes
      break
    case 'type':
      token.type = change.type
      break
    default:
      change satisfies never
  }
}

function toFault({ call, times, skip, number, ...does }: FaultInput): Omit<Fault, 'id'> {
  const misbehaviour: Misbehaviour = does
  return {
    call,
    times,
    does: misbehaviour,
    ...(skip === undefined ? {} : { skip }),
    ...(number === undefined ? {} : { digits: number }),
  }
}
