import type { z } from 'zod'
import { MalformedFailure, type Read } from './failure'
import { readAnswer } from './read-answer'
import { createRedactor } from './redact'
import type { Call, GraphOptions } from './request'
import { BatchAnswer } from './schemas'

/** Carries out one read. Reads do not know whether they travel alone or in a batch. */
export type Execute = <T>(call: Call<T>) => Promise<Read<T>>

const MAX_ITEMS = 50
const MAX_ITEM_BYTES = 256 * 1024
/** A batch carries several answers, quoted once more. */
const MAX_BATCH_BYTES = 1024 * 1024

type Waiting = { call: Call<unknown>; settle: (item: Item) => void }
type Item = Read<z.infer<typeof BatchAnswer>[number]>

/**
 * Collects the reads that are asked for in the same turn of the event loop and sends them as `POST /` batches
 * (contract 8.4): one for the slow endpoints and one beside it for the rest, so that quick answers do not wait. Follow-up
 * reads (a dropped field, a next page) wait for both and meet in one next batch. What a batch cannot answer, because Meta
 * ran out of time or asks to come again, is read alone through `alone`.
 */
export function createBatcher(
  options: GraphOptions,
  alone: Execute,
  maySoonWork: (read: Read<unknown>) => boolean,
): Execute {
  let waiting: Waiting[] = []
  let inFlight = 0
  let isFirst = true

  const flush = () => {
    if (inFlight > 0) return
    const due = waiting
    waiting = []
    const lanes = isFirst ? [due.filter(({ call }) => !call.slow), due.filter(({ call }) => call.slow)] : [due]
    isFirst = false
    for (const lane of lanes) {
      for (let start = 0; start < lane.length; start += MAX_ITEMS) void sendBatch(lane.slice(start, start + MAX_ITEMS))
    }
  }

  const sendBatch = async (due: Waiting[]) => {
    inFlight += 1
    const answer = await alone(batchCall(options, due))
    inFlight -= 1
    for (const [index, { settle }] of due.entries()) settle(itemAt(answer, index, due.length))
    if (waiting.length > 0) setImmediate(flush)
  }

  return async (call) => {
    const item = await new Promise<Item>((settle) => {
      if (waiting.length === 0) setImmediate(flush)
      waiting.push({ call, settle })
    })
    if (!item.ok) return item
    if (item.value === null) return alone(call)
    const read = readItem(options, call, item.value.code, item.value.body ?? '')
    return maySoonWork(read) ? alone(call) : read
  }
}

function itemAt(answer: Read<z.infer<typeof BatchAnswer>>, index: number, expected: number): Item {
  if (!answer.ok) return answer
  // Items are told apart by their place alone, so an answer of another length fits nothing.
  if (answer.value.length !== expected) return { ok: false, failure: new MalformedFailure(200, 'schema') }
  return { ok: true, value: answer.value[index] ?? null }
}

/** `relative_url` has no host; the version stands in it as in Meta's own SDKs. The whole body is JSON. */
function batchCall(options: GraphOptions, due: readonly Waiting[]): Call<z.infer<typeof BatchAnswer>> {
  return {
    operation: 'batch',
    method: 'POST',
    path: '/',
    query: new URLSearchParams(),
    body: {
      batch: due.map(({ call }) => ({ method: 'GET', relative_url: relativeUrl(options, call) })),
      include_headers: false,
    },
    answer: BatchAnswer,
    slow: false,
    secrets: due.flatMap(({ call }) => call.secrets),
    maxBytes: MAX_BATCH_BYTES,
  }
}

function relativeUrl(options: GraphOptions, call: Call<unknown>): string {
  const search = call.query.size > 0 ? `?${call.query}` : ''
  return `${options.version}${call.path}${search}`
}

function readItem<T>(options: GraphOptions, call: Call<T>, status: number, body: string): Read<T> {
  if (body.length > MAX_ITEM_BYTES) return { ok: false, failure: new MalformedFailure(status, 'too_large') }
  if (body === '') return { ok: false, failure: new MalformedFailure(status, 'empty') }
  return readAnswer({
    status,
    headers: new Headers(),
    body,
    answer: call.answer,
    redact: createRedactor([options.accessToken, options.appSecret ?? '', ...call.secrets]),
    now: (options.now ?? Date.now)(),
  })
}
