import type { Preflight } from '@/lib/graph/client'
import type { CheckKind, CheckOutcome } from './kinds'

export type Part = keyof Preflight

type Rule = {
  /** The parts of the pre-flight it is judged by: it can be told as soon as these have arrived. */
  reads: readonly Part[]
  /** The fields of those parts, in Meta's words. */
  fields: string
  /** Section of the Graph API contract. */
  contract: string
  /** What it may say beside `pass`: messages `checks.<kind>.<sentence>`. */
  sentences: Readonly<Record<string, Exclude<CheckOutcome, 'pass'>>>
}

const number: readonly Part[] = ['sourceNumber', 'sourceNumbers']

/** Every check as data. What each one says of which facts is in evaluate.ts. */
export const RULES = {
  token: {
    reads: ['token', 'destination'],
    fields: 'is_valid, type, scopes, expires_at',
    contract: '5 row 1',
    sentences: {
      stopped: 'fail',
      no_access: 'fail',
      unreached: 'fail',
      scope: 'fail',
      person: 'warn',
      expires: 'warn',
    },
  },
  same_business: {
    reads: ['source', 'destination'],
    fields: 'owner_business_info, on_behalf_of_business_info',
    contract: '5 row 2',
    sentences: { other: 'fail', cannot_tell: 'cannot_tell' },
  },
  business_verified: {
    reads: ['source', 'destination', 'destinationHealth'],
    fields: 'business_verification_status; 141010 on BUSINESS',
    contract: '5 row 3, 5.3',
    sentences: { pending: 'fail', unverified: 'fail', source_unverified: 'fail', cannot_tell: 'cannot_tell' },
  },
  source_approved: {
    reads: ['source'],
    fields: 'account_review_status',
    contract: '5 row 4',
    sentences: { pending: 'fail', rejected: 'fail', cannot_tell: 'cannot_tell' },
  },
  destination_approved: {
    reads: ['destination'],
    fields: 'account_review_status',
    contract: '5 row 4',
    sentences: { pending: 'fail', rejected: 'fail', cannot_tell: 'cannot_tell' },
  },
  payment: {
    reads: ['destination', 'destinationHealth'],
    fields: 'primary_funding_id; 141006 on WABA',
    contract: '5 row 5, 5.3',
    sentences: { missing: 'fail', unproven: 'warn', cannot_tell: 'cannot_tell' },
  },
  source_payment: {
    reads: ['source', 'sourceHealth'],
    fields: 'primary_funding_id; 141006 on WABA',
    contract: '3.1, 5 row 5',
    sentences: { missing: 'warn', cannot_tell: 'cannot_tell' },
  },
  webhook_subscription: {
    reads: ['subscribedApps', 'token'],
    fields: 'whatsapp_business_api_data.id; app_id',
    contract: '5.2',
    sentences: { none: 'fail', other_app: 'warn', cannot_tell: 'cannot_tell' },
  },
  number_room: {
    reads: ['destinationNumbers', 'destination'],
    fields: 'how many; business_verification_status',
    contract: '3.1, 5.2',
    sentences: { full: 'warn', cannot_tell: 'cannot_tell' },
  },
  template_room: {
    reads: ['destinationTemplates', 'sourceTemplates'],
    fields: 'how many; status, quality_score',
    contract: '5.2',
    sentences: { full: 'warn', cannot_tell: 'cannot_tell' },
  },
  account_health: {
    reads: ['destination', 'destinationHealth'],
    fields: 'status; 141014 on WABA',
    contract: '2.7, 5.2, 5.3',
    sentences: { locked: 'fail', unusual: 'warn', cannot_tell: 'cannot_tell' },
  },
  source_health: {
    reads: ['source', 'sourceHealth'],
    fields: 'status; 141014 on WABA',
    contract: '2.7, 5.3',
    sentences: { locked: 'fail', unusual: 'warn', cannot_tell: 'cannot_tell' },
  },
  currency: {
    reads: ['destination'],
    fields: 'currency, timezone_id',
    contract: '5.2',
    sentences: { unset: 'warn', cannot_tell: 'cannot_tell' },
  },
  two_step_off: {
    reads: number,
    fields: 'is_pin_enabled',
    contract: '5 row 6',
    sentences: { on: 'fail', cannot_tell: 'cannot_tell' },
  },
  display_name: {
    reads: number,
    fields: 'name_status',
    contract: '5.2',
    sentences: { unapproved: 'fail', unreviewed: 'warn', cannot_tell: 'cannot_tell' },
  },
  name_change: {
    reads: number,
    fields: 'new_name_status',
    contract: '3.1, 5.2',
    sentences: { waiting: 'fail', cannot_tell: 'cannot_tell' },
  },
  number_status: {
    reads: number,
    fields: 'status',
    contract: '5.2, 10.1',
    sentences: { offline: 'fail', cannot_tell: 'cannot_tell' },
  },
  business_app: {
    reads: number,
    fields: 'is_on_biz_app',
    contract: '3.1, 5.2',
    sentences: { on_app: 'fail', cannot_tell: 'cannot_tell' },
  },
  test_number: {
    reads: number,
    fields: 'account_mode; the number itself (+1 555)',
    contract: '3.1, 5.2',
    sentences: { test: 'fail' },
  },
  cloud_api: {
    reads: number,
    fields: 'platform_type',
    contract: '3.9, 5.2',
    sentences: { on_premises: 'fail', cannot_tell: 'cannot_tell' },
  },
  destination_free: {
    reads: ['destinationNumbers'],
    fields: 'display_phone_number, status',
    contract: '5.2',
    sentences: { connected: 'warn', cannot_tell: 'cannot_tell' },
  },
  reach: {
    reads: [],
    fields: 'the kind of line, from the number itself',
    contract: '5.2',
    sentences: { landline: 'warn', unusual_line: 'warn' },
  },
} as const satisfies Readonly<Record<CheckKind, Rule>>

export type Sentence<Kind extends CheckKind> = 'pass' | (keyof (typeof RULES)[Kind]['sentences'] & string)

export const ruleOf = (kind: CheckKind): Rule => RULES[kind]
