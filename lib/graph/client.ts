import 'server-only'
import { createBatcher, type Execute } from './batch'
import type { Endpoint, NewTemplate } from './endpoints'
import * as endpoints from './endpoints'
import { NetworkFailure, type Read, type Write } from './failure'
import {
  type Reader,
  readAll,
  readOne,
  readPhoneNumber,
  readPhoneNumberInParts,
  readPhoneNumbers,
  readPhoneNumbersInParts,
  readWaba,
} from './read-node'
import { callOf, type GraphOptions, send } from './request'
import { retryDelay } from './retry'
import type {
  Callbacks,
  CopiedTemplates,
  Health,
  Me,
  PhoneNumber,
  Profile,
  ReadProfile,
  SubscribedApp,
  Template,
  TokenInfo,
  Waba,
  WabaRef,
  WholeTemplate,
} from './schemas'
import { toWrite } from './to-write'

export type { NewTemplate } from './endpoints'
export type { GraphFailure, Read, Write } from './failure'
export type { GraphCallLog, GraphFetch, GraphOptions } from './request'
export type {
  Callbacks,
  CopiedTemplates,
  Health,
  Me,
  PhoneNumber,
  Profile,
  ReadProfile,
  SubscribedApp,
  Template,
  TokenInfo,
  Waba,
  WabaRef,
  WholeTemplate,
} from './schemas'

/** Every part is an outcome of its own: one that cannot be read does not hide the others. Null: was not asked. */
export type Preflight = {
  token: Read<TokenInfo>
  source: Read<Waba> | null
  sourceNumbers: Read<PhoneNumber[]> | null
  sourceTemplates: Read<Template[]> | null
  sourceHealth: Read<Health> | null
  sourceNumber: Read<PhoneNumber> | null
  sourceProfile: Read<ReadProfile> | null
  destination: Read<Waba>
  destinationHealth: Read<Health>
  destinationNumbers: Read<PhoneNumber[]>
  destinationTemplates: Read<Template[]>
  subscribedApps: Read<SubscribedApp[]>
}

/** A number that has moved and its account, each part an outcome of its own. */
export type AfterMove = {
  number: Read<PhoneNumber>
  numberHealth: Read<Health>
  account: Read<Waba>
  accountHealth: Read<Health>
  templates: Read<Template[]>
  apps: Read<SubscribedApp[]>
}

export type GraphClient = {
  debugToken(): Promise<Read<TokenInfo>>
  me(): Promise<Read<Me>>
  waba(id: string): Promise<Read<Waba>>
  /** Of an account: what Meta holds against messages of its numbers. Null: it did not say. */
  health(wabaId: string): Promise<Read<Health>>
  listPhoneNumbers(wabaId: string): Promise<Read<PhoneNumber[]>>
  phoneNumber(id: string): Promise<Read<PhoneNumber>>
  subscribedApps(wabaId: string): Promise<Read<SubscribedApp[]>>
  callbacks(phoneNumberId: string): Promise<Read<Callbacks>>
  listTemplates(wabaId: string): Promise<Read<Template[]>>
  listWholeTemplates(wabaId: string): Promise<Read<WholeTemplate[]>>
  profile(phoneNumberId: string): Promise<Read<ReadProfile>>
  ownedAccounts(businessId: string): Promise<Read<WabaRef[]>>
  clientAccounts(businessId: string): Promise<Read<WabaRef[]>>
  preflight(input: {
    sourceWabaId: string | null
    destinationWabaId: string
    sourcePhoneNumberId?: string | null
    /** Told what is known so far whenever answers have arrived. */
    onParts?: (known: Partial<Preflight>) => void
  }): Promise<Preflight>
  afterMove(input: { wabaId: string; phoneNumberId: string }): Promise<AfterMove>
  addPhoneNumber(input: { wabaId: string; cc: string; nationalNumber: string }): Promise<Write<{ id: string }>>
  requestCode(input: { phoneNumberId: string; method: 'SMS' | 'VOICE'; language: string }): Promise<Write<object>>
  verifyCode(input: { phoneNumberId: string; code: string }): Promise<Write<object>>
  register(input: { phoneNumberId: string; pin: string }): Promise<Write<object>>
  subscribeApp(input: { wabaId: string }): Promise<Write<object>>
  copyTemplates(input: {
    wabaId: string
    sourceWabaId: string
    templateIds: readonly string[]
  }): Promise<Write<CopiedTemplates>>
  createTemplate(input: { wabaId: string; template: NewTemplate }): Promise<Write<object>>
  updateProfile(input: { phoneNumberId: string; profile: Profile }): Promise<Write<object>>
  overrideCallback(input: Parameters<typeof endpoints.overrideCallback.path>[0]): Promise<Write<object>>
  restoreCallback(input: { phoneNumberId: string }): Promise<Write<object>>
  sendMessage(input: Parameters<typeof endpoints.sendMessage.path>[0]): Promise<Write<{ id: string }>>
}

/**
 * A typed client of the calls this product makes, and of no others. Reads are tried again when that may help; writes
 * are sent once, and say which of done, refused, not sent and unknown they are. Neither ever throws.
 */
export function createGraphClient(given: GraphOptions): GraphClient {
  const options = checked(given)
  const memory = new Map<string, Set<string>>()
  const alone = readRepeatedly(options)
  const reader: Reader = { execute: alone, memory }
  const batched = (): Reader => ({ execute: createBatcher(options, alone, maySoonWork(options)), memory })

  const write = async <Args, T>(endpoint: Endpoint<Args, T>, args: Args): Promise<Write<T>> => {
    const call = callOf(endpoint, args, new Set())
    if (call === null) return { kind: 'not_sent', failure: new NetworkFailure('before_send', 'INVALID_ID') }
    return toWrite(await send(options, options.writeFetch, call))
  }

  return {
    debugToken: () => readOne(reader, endpoints.debugToken, { token: options.accessToken }),
    me: () => readOne(reader, endpoints.me, undefined),
    waba: (id) => readWaba(batched(), id),
    health: (id) => readOne(reader, endpoints.health, { id }),
    listPhoneNumbers: (wabaId) => readPhoneNumbers(reader, wabaId),
    phoneNumber: (id) => readPhoneNumber(reader, id),
    subscribedApps: (wabaId) => readAll(reader, endpoints.subscribedApps, wabaId),
    callbacks: (id) => readOne(reader, endpoints.callbacks, { id }),
    listTemplates: (wabaId) => readAll(reader, endpoints.templates, wabaId),
    listWholeTemplates: (wabaId) => readAll(reader, endpoints.wholeTemplates, wabaId),
    profile: (id) => readOne(reader, endpoints.profile, { id }),
    ownedAccounts: (businessId) => readAll(reader, endpoints.ownedAccounts, businessId),
    clientAccounts: (businessId) => readAll(reader, endpoints.clientAccounts, businessId),

    async preflight({ sourceWabaId, destinationWabaId, sourcePhoneNumberId = null, onParts }) {
      const together = batched()
      const token = { token: options.accessToken }
      const destination = { id: destinationWabaId }
      const ofSource = <T>(read: (id: string) => Promise<T>) => (sourceWabaId === null ? null : read(sourceWabaId))
      return inParts(
        {
          token: readOne(together, endpoints.debugToken, token),
          source: ofSource((id) => readWaba(together, id)),
          sourceNumbers: ofSource((id) => readPhoneNumbersInParts(together, id)),
          sourceTemplates: ofSource((id) => readAll(together, endpoints.templates, id)),
          sourceHealth: ofSource((id) => readOne(together, endpoints.health, { id })),
          sourceNumber: sourcePhoneNumberId === null ? null : readPhoneNumberInParts(together, sourcePhoneNumberId),
          sourceProfile:
            sourcePhoneNumberId === null ? null : readOne(together, endpoints.profile, { id: sourcePhoneNumberId }),
          destination: readWaba(together, destinationWabaId),
          destinationHealth: readOne(together, endpoints.health, destination),
          destinationNumbers: readAll(together, endpoints.phoneNumbersCritical, destinationWabaId),
          destinationTemplates: readAll(together, endpoints.templates, destinationWabaId),
          subscribedApps: readAll(together, endpoints.subscribedApps, destinationWabaId),
        },
        onParts,
      )
    },

    async afterMove({ wabaId, phoneNumberId }) {
      const together = batched()
      const [number, numberHealth, account, accountHealth, templates, apps] = await Promise.all([
        readPhoneNumberInParts(together, phoneNumberId),
        readOne(together, endpoints.health, { id: phoneNumberId }),
        readOne(together, endpoints.wabaOptional, { id: wabaId }),
        readOne(together, endpoints.health, { id: wabaId }),
        readAll(together, endpoints.templates, wabaId),
        readAll(together, endpoints.subscribedApps, wabaId),
      ])
      return { number, numberHealth, account, accountHealth, templates, apps }
    },

    addPhoneNumber: (input) => write(endpoints.addPhoneNumber, input),
    requestCode: (input) => write(endpoints.requestCode, input),
    verifyCode: (input) => write(endpoints.verifyCode, input),
    register: (input) => write(endpoints.register, input),
    subscribeApp: (input) => write(endpoints.subscribeApp, input),
    copyTemplates: (input) => write(endpoints.copyTemplates, input),
    createTemplate: (input) => write(endpoints.createTemplate, input),
    updateProfile: (input) => write(endpoints.updateProfile, input),
    overrideCallback: (input) => write(endpoints.overrideCallback, input),
    restoreCallback: (input) => write(endpoints.restoreCallback, input),
    sendMessage: (input) => write(endpoints.sendMessage, input),
  }
}

/** All of them in the end; meanwhile, whenever some have arrived, those that have. */
async function inParts(
  parts: { [Part in keyof Preflight]: Promise<Preflight[Part]> | Preflight[Part] },
  onParts?: (known: Partial<Preflight>) => void,
): Promise<Preflight> {
  const known: Partial<Preflight> = {}
  const total = Object.keys(parts).length
  let isTelling = false
  const arrive = async <Part extends keyof Preflight>(part: Part): Promise<void> => {
    known[part] = await parts[part]
    // One batch answers many parts in the same turn: they are told together.
    if (isTelling) return
    isTelling = true
    setImmediate(() => {
      isTelling = false
      if (Object.keys(known).length < total) onParts?.({ ...known })
    })
  }
  // Safe because the keys are those of the object that was just built.
  await Promise.all((Object.keys(parts) as (keyof Preflight)[]).map(arrive))
  // Safe because every part has arrived.
  return known as Preflight
}

/** Settings that could send a token elsewhere, or break a header, stop here. The messages never quote them. */
function checked(options: GraphOptions): GraphOptions {
  if (!/^v\d{2}\.\d$/.test(options.version)) throw new TypeError('Graph version must look like v25.0')
  if (!/^[\x21-\x7e]+$/.test(options.accessToken)) throw new TypeError('The access token has characters no token has')
  if (!URL.canParse(options.baseUrl)) throw new TypeError('The Graph address is not an address')
  const { origin, pathname, search, hash, username } = new URL(options.baseUrl)
  if (!/^https?:/.test(origin) || search || hash || username) {
    throw new TypeError('The Graph address must be an http(s) origin with at most a path')
  }
  return { ...options, baseUrl: `${origin}${pathname.replace(/\/+$/, '')}` }
}

function readRepeatedly(options: GraphOptions): Execute {
  const now = options.now ?? Date.now
  const random = options.random ?? Math.random
  const sleep = options.sleep ?? ((ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)))
  return async (call) => {
    const startedAt = now()
    for (let retries = 0; ; retries += 1) {
      const result = await send(options, options.readFetch, call)
      const delay = result.ok ? null : retryDelay(result.failure, retries, now() - startedAt, random)
      if (delay === null) return result
      await sleep(delay)
    }
  }
}

/** A batch item that Meta could not answer just now is read again alone. */
const maySoonWork =
  (options: GraphOptions) =>
  (read: Read<unknown>): boolean =>
    !read.ok && retryDelay(read.failure, 0, 0, options.random ?? Math.random) !== null
