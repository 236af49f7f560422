/** The order in which people read them. `accounts` run as soon as two accounts are chosen, `number` as soon as a number is. */
export const ACCOUNT_CHECKS = [
  'token',
  'same_business',
  'business_verified',
  'source_approved',
  'destination_approved',
  'payment',
  'source_payment',
  'webhook_subscription',
  'number_room',
  'template_room',
  'account_health',
  'source_health',
  'currency',
] as const

export const NUMBER_CHECKS = [
  'two_step_off',
  'display_name',
  'name_change',
  'number_status',
  'business_app',
  'test_number',
  'cloud_api',
  'destination_free',
  'reach',
] as const

export type CheckKind = (typeof ACCOUNT_CHECKS)[number] | (typeof NUMBER_CHECKS)[number]

export const CHECK_KINDS: readonly CheckKind[] = [...ACCOUNT_CHECKS, ...NUMBER_CHECKS]

export const isCheckKind = (value: string): value is CheckKind => CHECK_KINDS.some((kind) => kind === value)

export type CheckOutcome = 'pass' | 'fail' | 'warn' | 'cannot_tell'

/** Who can mend it, in the person's words. */
export type CheckOwner = 'you' | 'provider' | 'meta'

// The shape is a schema; this file stays free of zod because client components import its values.
export type { CheckView } from './view'
