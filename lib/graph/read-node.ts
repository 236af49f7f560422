import type { Execute } from './batch'
import type { Endpoint } from './endpoints'
import * as endpoints from './endpoints'
import { type GraphFailure, MalformedFailure, NetworkFailure, type Read } from './failure'
import { callOf } from './request'
import type { Page, PhoneNumber, Waba } from './schemas'

/** Fields a node turned out not to have, by operation, so that each is paid for once. */
export type FieldMemory = Map<string, Set<string>>

export type Reader = { execute: Execute; memory: FieldMemory }

const MAX_DROPS = 3
const MAX_PAGES = 40

/** One unknown field fails the whole read (contract 2.8): drop the one Meta names and ask again. */
export async function readOne<Args, T>(reader: Reader, endpoint: Endpoint<Args, T>, args: Args): Promise<Read<T>> {
  const unknown = reader.memory.get(endpoint.operation) ?? new Set<string>()
  for (let drops = 0; ; drops += 1) {
    const call = callOf(endpoint, args, unknown)
    if (call === null) return failed(new NetworkFailure('before_send', 'INVALID_ID'))
    const result = await reader.execute(call)
    const field = result.ok ? null : unknownField(result.failure, endpoint.fields ?? [])
    const left = (endpoint.fields ?? []).filter((name) => name !== field && !unknown.has(name))
    if (field === null || left.length === 0 || drops === MAX_DROPS) return result
    unknown.add(field)
    reader.memory.set(endpoint.operation, unknown)
  }
}

/** Every page, by `cursors.after`. A cursor that went bad (131059) starts the list again, once. */
export async function readAll<T>(
  reader: Reader,
  endpoint: Endpoint<{ id: string; after?: string }, Page<T>>,
  id: string,
): Promise<Read<T[]>> {
  let items: T[] = []
  let after: string | undefined
  let restarted = false
  for (let pages = 0; pages < MAX_PAGES; pages += 1) {
    const page = await readOne(reader, endpoint, after === undefined ? { id } : { id, after })
    if (!page.ok && isBadCursor(page.failure) && after !== undefined && !restarted) {
      items = []
      after = undefined
      restarted = true
      continue
    }
    if (!page.ok) return page
    items = [...items, ...page.value.items]
    if (page.value.after === null) return { ok: true, value: items }
    if (page.value.after === after) break
    after = page.value.after
  }
  // A list that does not end is not passed off as a whole one.
  return failed(new MalformedFailure(200, 'pages'))
}

/** All fields at once; when Meta refuses the set without naming the field, the critical ones alone. */
export async function readPhoneNumber(reader: Reader, id: string): Promise<Read<PhoneNumber>> {
  const all = await readOne(reader, endpoints.phoneNumberAll, { id })
  return !all.ok && isRefusedSet(all.failure) ? readOne(reader, endpoints.phoneNumberCritical, { id }) : all
}

export async function readPhoneNumbers(reader: Reader, id: string): Promise<Read<PhoneNumber[]>> {
  const all = await readAll(reader, endpoints.phoneNumbersAll, id)
  return !all.ok && isRefusedSet(all.failure) ? readAll(reader, endpoints.phoneNumbersCritical, id) : all
}

/** Two reads that fail apart: only the critical one decides whether the account can be read. */
export async function readWaba(reader: Reader, id: string): Promise<Read<Waba>> {
  const [critical, optional] = await Promise.all([
    readOne(reader, endpoints.wabaCritical, { id }),
    readOne(reader, endpoints.wabaOptional, { id }),
  ])
  if (!critical.ok || !optional.ok) return critical
  return { ok: true, value: fillNulls(critical.value, optional.value) }
}

/** As readWaba, for a number. */
export async function readPhoneNumberInParts(reader: Reader, id: string): Promise<Read<PhoneNumber>> {
  const [critical, optional] = await Promise.all([
    readOne(reader, endpoints.phoneNumberCritical, { id }),
    readOne(reader, endpoints.phoneNumberOptional, { id }),
  ])
  if (!critical.ok || !optional.ok) return critical
  return { ok: true, value: fillNulls(critical.value, optional.value) }
}

export async function readPhoneNumbersInParts(reader: Reader, id: string): Promise<Read<PhoneNumber[]>> {
  const [critical, optional] = await Promise.all([
    readAll(reader, endpoints.phoneNumbersCritical, id),
    readAll(reader, endpoints.phoneNumbersOptional, id),
  ])
  if (!critical.ok || !optional.ok) return critical
  const extras = new Map(optional.value.map((number) => [number.id, number]))
  return {
    ok: true,
    value: critical.value.map((number) => {
      const extra = extras.get(number.id)
      return extra === undefined ? number : fillNulls(number, extra)
    }),
  }
}

/** What the first answer leaves open, the second may fill; it never overrules. */
function fillNulls<T extends object>(first: T, second: T): T {
  const open = Object.entries(second).filter(([key]) => Reflect.get(first, key) === null)
  return { ...first, ...Object.fromEntries(open) }
}

function unknownField(failure: GraphFailure, asked: readonly string[]): string | null {
  if (failure.kind !== 'api' || failure.code !== 100) return null
  const field = /nonexisting field \((\w{1,80})\)/i.exec(failure.text)?.[1]
  return field !== undefined && field !== 'id' && asked.includes(field) ? field : null
}

const isBadCursor = (failure: GraphFailure): boolean => failure.kind === 'api' && failure.code === 131059

/** 100/33 is "no such object for you", which no smaller set of fields can mend. */
const isRefusedSet = (failure: GraphFailure): boolean =>
  failure.kind === 'api' &&
  failure.subcode !== 33 &&
  (failure.code === 100 || failure.code === 10 || (failure.code >= 200 && failure.code <= 299))

const failed = (failure: GraphFailure): { ok: false; failure: GraphFailure } => ({ ok: false, failure })
