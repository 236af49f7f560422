import type { NumberSnapshot } from '@/lib/migration/snapshot'
import type { Fact } from './kinds'
import type { FactValue } from './view'

/** One side of the comparison. What a snapshot does not hold stands beside it. */
export type Side = {
  snapshot: NumberSnapshot | null
  number: string | null
  account: { name: string | null; id: string | null } | null
  phoneNumberId: string | null
}

/** A rule reads one fact of a side; null is "not known". How it judges the two is in compare.ts, one branch each. */
type Rule =
  /** Travels with the number: it must be the same. */
  | { judge: 'kept' }
  /** Travels with the number, and may only rise. Lowest first; words of one line are equally good. */
  | { judge: 'ranked'; order: readonly (readonly string[])[] }
  /** Never travels: the destination has its own. */
  | { judge: 'replaced' }
  /** Must be so afterwards, whatever it was. `gain`: the verdict when it was not so before. */
  | { judge: 'required'; good: string; gain: 'better' | 'expected'; isGood: (value: FactValue) => boolean }
  /** Does not travel, but people will miss it when it is gone. */
  | { judge: 'carried' }
  /** Template by template. */
  | { judge: 'templates' }

type Read = { call: string; field: string }

type Described = Rule & {
  read: Read
  /** Where it differs from `read`. */
  before?: Read
  /** Section of the Graph API contract. */
  contract: string
  value: (side: Side) => FactValue
}

const NUMBER = 'GET /{phone_number_id}'
const WABA = 'GET /{waba_id}'
const PROFILE = 'GET /{phone_number_id}/whatsapp_business_profile'

/** `required` that a value is one certain word. */
const mustBe = (word: string | true, gain: 'better' | 'expected') =>
  ({ judge: 'required', good: String(word), gain, isGood: (value: FactValue) => value === word }) as const

type ProfileField = keyof NonNullable<NumberSnapshot['profile']>

const profile = (field: ProfileField, read: string): Described => ({
  judge: 'carried',
  read: { call: PROFILE, field: read },
  contract: '3.2, 3.6',
  value: ({ snapshot }) => snapshot?.profile?.[field] ?? null,
})

/** Every fact as data. `docs/before-and-after.md` is written from this. */
export const RULES = {
  number: {
    judge: 'kept',
    read: { call: NUMBER, field: 'answers as connected under the id that Meta gave for this number' },
    before: { call: NUMBER, field: 'display_phone_number' },
    contract: '3.2',
    value: ({ number }) => number,
  },
  displayName: {
    judge: 'kept',
    read: { call: NUMBER, field: 'verified_name' },
    contract: '3.2',
    value: ({ snapshot }) => snapshot?.displayName ?? null,
  },
  nameReview: {
    judge: 'ranked',
    order: [['NONE', 'DECLINED', 'EXPIRED'], ['PENDING_REVIEW'], ['APPROVED', 'AVAILABLE_WITHOUT_REVIEW']],
    read: { call: NUMBER, field: 'name_status' },
    contract: '2.8, 3.2',
    value: ({ snapshot }) => snapshot?.nameStatus ?? null,
  },
  quality: {
    judge: 'ranked',
    order: [['RED'], ['YELLOW'], ['GREEN']],
    read: { call: NUMBER, field: 'quality_rating' },
    contract: '2.8, 3.2',
    value: ({ snapshot }) => snapshot?.qualityRating ?? null,
  },
  limit: {
    judge: 'ranked',
    order: [['TIER_50'], ['TIER_250'], ['TIER_1K'], ['TIER_2K'], ['TIER_10K'], ['TIER_100K'], ['TIER_UNLIMITED']],
    read: { call: `${NUMBER} or ${WABA}`, field: 'whatsapp_business_manager_messaging_limit' },
    contract: '2.7, 2.8, 3.2',
    value: ({ snapshot }) => snapshot?.messagingLimit ?? null,
  },
  official: {
    judge: 'ranked',
    order: [['false'], ['true']],
    read: { call: NUMBER, field: 'is_official_business_account' },
    contract: '2.8, 3.2',
    value: ({ snapshot }) => snapshot?.officialAccount ?? null,
  },
  status: {
    ...mustBe('CONNECTED', 'better'),
    read: { call: NUMBER, field: 'status' },
    contract: '3.6',
    value: ({ snapshot }) => snapshot?.status ?? null,
  },
  platform: {
    ...mustBe('CLOUD_API', 'expected'),
    read: { call: NUMBER, field: 'platform_type' },
    contract: '2.8',
    value: ({ snapshot }) => snapshot?.platformType ?? null,
  },
  account: {
    judge: 'replaced',
    read: { call: WABA, field: 'id, name' },
    contract: '3.2, 3.6',
    value: ({ account }) => account,
  },
  numberId: {
    judge: 'replaced',
    read: { call: NUMBER, field: 'id' },
    contract: '3.2, 3.6',
    value: ({ phoneNumberId }) => phoneNumberId,
  },
  twoStep: {
    ...mustBe(true, 'expected'),
    read: { call: NUMBER, field: 'is_pin_enabled' },
    contract: '2.8, 3.1, 3.4',
    value: ({ snapshot }) => snapshot?.twoStepOn ?? null,
  },
  templates: {
    judge: 'templates',
    read: { call: `${WABA}/message_templates`, field: 'name, language, status, quality_score' },
    contract: '3.2, 3.3',
    value: ({ snapshot }) => countTemplates(snapshot),
  },
  apps: {
    judge: 'required',
    good: 'one app or more',
    gain: 'expected',
    isGood: (value) => Array.isArray(value) && value.length > 0,
    read: { call: `${WABA}/subscribed_apps`, field: 'whatsapp_business_api_data' },
    before: { call: '', field: 'not read: the apps of a provider are its own' },
    contract: '3.1, 3.4, 3.6',
    value: ({ snapshot }) => snapshot?.subscribedApps ?? null,
  },
  payment: {
    ...mustBe(true, 'better'),
    read: { call: WABA, field: 'primary_funding_id' },
    contract: '2.7, 3.1, 3.6',
    value: ({ snapshot }) => snapshot?.paymentAttached ?? null,
  },
  /** Stands alone when one side's profile is not known; else its parts stand. */
  profile: {
    judge: 'carried',
    read: { call: PROFILE, field: 'all of it' },
    contract: '3.2, 3.6',
    value: () => null,
  },
  about: profile('about', 'about'),
  address: profile('address', 'address'),
  description: profile('description', 'description'),
  email: profile('email', 'email'),
  websites: profile('websites', 'websites'),
  vertical: {
    ...profile('vertical', 'vertical'),
    // How Meta writes that none was chosen.
    value: ({ snapshot }) => snapshot?.profile?.vertical.replace(/^UNDEFINED$/, '') ?? null,
  },
  picture: profile('hasPicture', 'profile_picture_url'),
} as const satisfies Readonly<Record<Fact, Described>>

const countTemplates = (snapshot: NumberSnapshot | null): FactValue =>
  snapshot?.templates
    ? {
        total: snapshot.templates.length,
        approved: snapshot.templates.filter(({ status }) => status === 'APPROVED').length,
      }
    : null

export const ruleOf = (fact: Fact): Described => RULES[fact]
