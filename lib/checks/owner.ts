import type { CheckKind, CheckOutcome, CheckOwner } from './kinds'

/** Who can mend each check, where the sentence does not say otherwise. */
const OWNERS: Readonly<Record<CheckKind, CheckOwner>> = {
  token: 'you',
  same_business: 'you',
  business_verified: 'you',
  source_approved: 'provider',
  destination_approved: 'meta',
  payment: 'you',
  source_payment: 'provider',
  webhook_subscription: 'you',
  number_room: 'you',
  template_room: 'you',
  account_health: 'you',
  source_health: 'provider',
  currency: 'you',
  two_step_off: 'provider',
  display_name: 'provider',
  name_change: 'provider',
  number_status: 'provider',
  business_app: 'you',
  test_number: 'you',
  cloud_api: 'provider',
  destination_free: 'you',
  reach: 'you',
}

const SENTENCE_OWNERS: Readonly<Record<string, CheckOwner>> = {
  'token.unreached': 'meta',
  'business_verified.pending': 'meta',
  'business_verified.source_unverified': 'provider',
  'destination_approved.rejected': 'you',
  'display_name.unreviewed': 'meta',
}

export const ownerOf = (kind: CheckKind, sentence: string): CheckOwner =>
  SENTENCE_OWNERS[`${kind}.${sentence}`] ?? OWNERS[kind]

/** Questions a person can answer by looking where our token cannot. The rest is only known to Meta. */
const ASKABLE: readonly CheckKind[] = [
  'same_business',
  'business_verified',
  'source_approved',
  'destination_approved',
  'payment',
  'webhook_subscription',
  'two_step_off',
  'display_name',
  'name_change',
  'number_status',
  'business_app',
  'reach',
]

export const isConfirmable = (kind: CheckKind, outcome: CheckOutcome): boolean =>
  ASKABLE.includes(kind) && (outcome === 'cannot_tell' || outcome === 'warn')
