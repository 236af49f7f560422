import type { CheckKind, CheckOutcome, CheckOwner } from './kinds'

/** Who can mend each check. */
export const ownerOf: Readonly<Record<CheckKind, CheckOwner>> = {
  token: 'you',
  same_business: 'you',
  business_verified: 'you',
  source_approved: 'provider',
  destination_approved: 'meta',
  payment: 'you',
  webhook_subscription: 'you',
  number_room: 'you',
  template_room: 'you',
  account_health: 'meta',
  currency: 'you',
  two_step_off: 'provider',
  display_name: 'provider',
  number_status: 'provider',
  reach: 'you',
}

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
  'number_status',
  'reach',
]

export const isConfirmable = (kind: CheckKind, outcome: CheckOutcome): boolean =>
  ASKABLE.includes(kind) && (outcome === 'cannot_tell' || outcome === 'warn')
