import type { Call } from './faults'
import type { GraphRequest } from './request'
import type { Effect, LedgerEntry, World } from './state'

/** `full` is for worlds that live in memory only: what a database keeps must hold no PIN and no typed code. */
export type LedgerDetail = 'masked' | 'full'

const KEPT_MASKED = 100
const MASKED_FIELDS = new Set(['pin', 'code'])

const mask = (fields: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, MASKED_FIELDS.has(key) ? '******' : value]))

type Told = { call: Call | 'unknown'; digits: string | null; effect: Effect | null; answered: string; inBatch: boolean }

export function record(world: World, request: GraphRequest, now: number, detail: LedgerDetail, told: Told): void {
  const { query } = request.sent
  const body = detail === 'full' ? request.sent.body : mask(request.sent.body)
  const path = `/${request.segments.join('/')}`
  const entry: LedgerEntry = { at: now, method: request.method, path, query, body, ...told }
  world.ledger.push(entry)
  if (detail === 'masked') world.ledger.splice(0, world.ledger.length - KEPT_MASKED)
}
