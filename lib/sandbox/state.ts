/**
 * Everything the simulated Meta knows, as plain data: it is stored as one JSON value, so there is no Date, no Map and
 * no function in it. Times are milliseconds since 1970.
 */
import type { Fault } from './faults'
import type { StoryId } from './stories'
import type { ParameterFormat, TemplateComponent } from './template-parts'

export const SCOPES = ['business_management', 'whatsapp_business_management', 'whatsapp_business_messaging'] as const
export type Scope = (typeof SCOPES)[number]

export type Token = {
  /** The token's place in the world's list is part of its text: see `practiceToken`. */
  serial: number
  type: 'SYSTEM_USER' | 'USER'
  scopes: Scope[]
  issuedAt: number
  /** 0: never. */
  expiresAt: number
  /** The 190 subcode it answers with once it is dead; null while it lives. */
  dead: number | null
}

export type Business = { id: string; name: string; verification: string; timezoneId: number }

/** `hidden` answers 100/33, as Meta does for what a token cannot see; `refused` answers 200/1349174. */
export type Access = 'full' | 'hidden' | 'refused'

export type Account = {
  id: string
  name: string
  businessId: string
  access: Access
  /** Listed under client_… instead of owned_…. */
  shared: boolean
  reviewStatus: string
  status: string
  country: string
  currency: string | null
  timezoneId: string
  namespace: string
  primaryFundingId: string | null
  messagingLimit: string
  banned: boolean
  /** How many numbers it may hold; null: no cap met in practice. */
  numberLimit: number | null
  templateLimit: number
  apps: { id: string; name: string; link: string; overrideCallbackUri: string | null }[]
}

export type PhoneNumber = {
  id: string
  accountId: string
  digits: string
  display: string
  verifiedName: string
  status: string
  platformType: string
  qualityRating: string
  nameStatus: string
  newNameStatus: string | null
  newDisplayName: string | null
  isPinEnabled: boolean
  accountMode: 'LIVE' | 'SANDBOX'
  isOfficial: boolean
  isOnBizApp: boolean
  messagingLimit: string
  throughput: string
  /** Null: never verified. Fourteen days later it reads EXPIRED, on a live number too. */
  verifiedAt: number | null
  registerCalls: number[]
  registerLockedUntil: number
  /** A number of the practice range: it exists once it was typed, and stays out of lists of the account. */
  typed: boolean
  deleted: boolean
  /** Before what the account and the app have set (contract 3.4). */
  overrideCallbackUri: string | null
  profile: { about: string; address: string; description: string; email: string; websites: string[]; vertical: string }
}

export type Template = {
  id: string
  accountId: string
  name: string
  language: string
  category: string
  status: string
  quality: string
  rejectedReason: string
  parameterFormat: ParameterFormat
  components: TemplateComponent[]
  visibleFrom: number
}

export type Code = { digits: string; numberId: string; value: string; validUntil: number; used: boolean }

/** What the drawn phone shows. `deliveredAt` null: it never arrives. */
export type Message = {
  id: string
  digits: string
  kind: 'sms' | 'call'
  text: string
  code: string
  deliveredAt: number | null
  /** Held back until a first code was refused (or until `deliveredAt`). */
  hurries: boolean
}

export type SentMessage = {
  id: string
  numberId: string
  to: string
  kind: 'template' | 'text'
  template: { name: string; language: string } | null
  /** What the person reads. */
  text: string
  at: number
  callbackData: string | null
  /** Accepted all the same: only a webhook says later that it failed, with this code. */
  failsWith: number | null
}

/** What somebody wrote to a number. For 24 hours it may be answered without a template. */
export type InboundMessage = { id: string; numberId: string; from: string; text: string; at: number }

export type LedgerEntry = {
  at: number
  method: string
  /** Without version and without query. */
  path: string
  call: string
  query: Record<string, string>
  /** The fields as sent, token and proof left out; PIN and code masked unless the ledger is full. */
  body: Record<string, unknown>
  digits: string | null
  /** What became true because of this request, whatever was answered. */
  effect: Effect | null
  /** What the caller was told. */
  answered: string
  inBatch: boolean
}

export type Effect =
  | 'number_added'
  | 'code_sent'
  | 'number_verified'
  | 'number_registered'
  | 'app_subscribed'
  | 'app_unsubscribed'
  | 'templates_copied'
  | 'template_created'
  | 'profile_updated'
  | 'callback_overridden'
  | 'callback_restored'
  | 'message_sent'

export type Rules = {
  /** The step at which two-step verification on the source is noticed, and how it is said. Meta does not tell. */
  twoStepRefusal: 'add_2388001' | 'add_2388103' | 'register_133005'
  /** What the source number reads after the move. Nowhere recorded: all three must be survived. */
  sourceAfterMove: 'MIGRATED' | 'DISCONNECTED' | 'gone'
  /** The status of the new number between add and register. */
  pendingStatus: 'UNVERIFIED' | 'PENDING'
  registerAgain: 'refused' | 'success'
  /** A token may be refused a look at itself and still work. */
  debugRefused: boolean
  requireProof: boolean
  callsPerHour: number | null
  readMs: number
  writeMs: number
  staleSeconds: number
  smsArrives: boolean
  /** A code of an earlier try arrives first, late; the right one comes after it. */
  oldCodeFirst: boolean
  codeDelayMs: number
  /** From "sent" to "delivered", or to "failed". */
  deliveryMs: number
  templatesDelayMs: number
  /** Fields this Graph version does not have: one of them fails a whole read. */
  unknownFields: string[]
  /** Meta's page shows an array in its syntax and a map in its example; what an array holds is not said. */
  failedTemplates: 'map' | 'list' | 'ids'
  /** How a template of ours begins. */
  createdTemplates: 'PENDING' | 'APPROVED'
  /** The guide answers the profile's fields themselves, the OpenAPI file puts them into `business_profile`. */
  profileShape: 'flat' | 'nested'
}

export type World = {
  story: StoryId
  seed: string
  taken: number
  clockOffset: number
  /** `callback`: where it wants to be called. Without a secret nothing can be signed, and nothing is sent. */
  app: { id: string; name: string; secret: string | null; callback: string | null }
  user: { id: string; name: string }
  tokens: Token[]
  businesses: Business[]
  accounts: Account[]
  sourceId: string
  destinationId: string
  numbers: PhoneNumber[]
  templates: Template[]
  codes: Code[]
  messages: Message[]
  sent: SentMessage[]
  inbound: InboundMessage[]
  /** Templates that no copy takes, by name, with the reason Meta gives. */
  templateFailures: Record<string, string>
  faults: Fault[]
  /** How often each practice number's misbehaviour has shown, by suffix. */
  shown: Record<string, number>
  /** What reads still answer although the truth has moved on. */
  veil: { until: number; numbers: PhoneNumber[]; templates: Template[]; apps: Account['apps'] } | null
  traffic: Record<string, { hour: number; count: number }>
  rules: Rules
  ledger: LedgerEntry[]
}

/** Fifteen digits like Meta's, the same for the same seed. FNV-1a, stirred once more: spread, not secret. */
export function takeId(world: Pick<World, 'seed' | 'taken'>): string {
  world.taken += 1
  let hash = 0xcbf29ce484222325n
  for (const byte of new TextEncoder().encode(`${world.seed}:${world.taken}`)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n)
  }
  hash = BigInt.asUintN(64, (hash ^ (hash >> 33n)) * 0xff51afd7ed558ccdn)
  hash ^= hash >> 33n
  return String(100_000_000_000_000n + (hash % 900_000_000_000_000n))
}

export const findAccount = (world: World, id: string): Account | undefined =>
  world.accounts.find((account) => account.id === id)

export const findNumber = (world: World, id: string): PhoneNumber | undefined =>
  world.numbers.find((number) => number.id === id)

export const findBusiness = (world: World, id: string): Business | undefined =>
  world.businesses.find((business) => business.id === id)

export const numberOn = (world: World, accountId: string, digits: string): PhoneNumber | undefined =>
  world.numbers.find((number) => number.accountId === accountId && number.digits === digits && !number.deleted)
