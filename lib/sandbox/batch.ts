import 'server-only'
import { checkToken } from './access'
import { answers } from './answers'
import { strike } from './faults'
import { misbehave } from './misbehave'
import { answerOrRefusal, type Play, playRequest } from './play'
import { Refusal } from './refusal'
import { json, type Reply, refused } from './reply'
import { type GraphRequest, subRequest } from './request'
import type { World } from './state'

type Item = { method: string; relative_url: string }

const isItem = (value: unknown): value is Item =>
  typeof value === 'object' &&
  value !== null &&
  'method' in value &&
  typeof value.method === 'string' &&
  'relative_url' in value &&
  typeof value.relative_url === 'string'

const unreadable = { http: 400, code: 100, message: '(#100) Invalid parameter: batch', type: 'GraphBatchException' }

function readItems(request: GraphRequest): Item[] {
  let items: unknown
  try {
    items = JSON.parse(request.params.batch ?? '')
  } catch {
    throw new Refusal(unreadable)
  }
  if (!Array.isArray(items) || items.length === 0 || items.length > 50 || !items.every(isItem)) {
    throw new Refusal(unreadable)
  }
  return items
}

/** Up to fifty reads in one request, each counted and answered on its own. A fault on `batch` hits the whole. */
export function playBatch(world: World, request: GraphRequest, play: Play): Reply {
  return answerOrRefusal(play, () => {
    const items = readItems(request)
    checkToken(world, request, play.textOf, play.now)
    const does = strike(world.faults, 'batch', null)
    const happened = { effect: null, digits: null }
    return misbehave(does, world, happened, play.traceId(), (into) => together(into, request, play, items))
  })
}

function together(world: World, request: GraphRequest, play: Play, items: Item[]): Reply {
  const replies = items.map((item) => playItem(world, request, play, item))
  const withHeaders = request.params.include_headers !== 'false'
  return json(
    200,
    replies.map((reply) => toItem(reply, withHeaders)),
    {
      delayMs: Math.max(...replies.map((reply) => reply.delayMs)),
      waitMinutes: Math.max(...replies.map((reply) => reply.waitMinutes)),
    },
  )
}

/** The body of an item is a string of JSON; an item that got no answer in time is `null` (contract, section 8.4). */
function toItem(reply: Reply, withHeaders: boolean) {
  if (reply.kind !== 'answer') return null
  const headers = Object.entries(reply.headers).map(([name, value]) => ({ name, value }))
  return { code: reply.status, ...(withHeaders ? { headers } : {}), body: reply.body }
}

/** A write in a batch would hide its outcome in somebody else's answer. Meta takes them; here it is a mistake. */
function playItem(world: World, outer: GraphRequest, play: Play, item: Item): Reply {
  const request = subRequest(outer, item.method.toUpperCase(), item.relative_url)
  if (request.method !== 'GET') return refused(answers.unsupportedPost, play.traceId())
  return playRequest(world, request, { ...play, inBatch: true })
}
