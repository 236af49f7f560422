import type { PhoneNumber, Read } from '@/lib/graph/client'
import type { Effect, Outcome } from './machine'

/** What one read says about a call whose answer was lost. */
export type Probe =
  | { found: 'done'; outcome: Outcome; phoneNumberId?: string }
  | { found: 'not_done' }
  | { found: 'cannot_tell' }

/** Seconds after the call became unknown; then every five minutes for a day (reliability ENG-5). */
const SCHEDULE = [2, 5, 10, 20, 40, 60, 120, 300]
const THEN_EVERY = 300
const GIVE_UP_AFTER = 24 * 60 * 60

/** When to read next, or null after a day: then a person decides. */
export function nextProbe(probeCount: number, unknownSince: Date): Date | null {
  const last = SCHEDULE.length - 1
  const seconds = SCHEDULE[probeCount] ?? (SCHEDULE[last] ?? THEN_EVERY) + (probeCount - last) * THEN_EVERY
  return seconds > GIVE_UP_AFTER ? null : new Date(unknownSince.getTime() + seconds * 1000)
}

/** Meta's reads lag behind its writes by up to two minutes, so "not there" proves something only after longer; one "there" is enough. */
const AGREEING_READS = 3
const AGREEING_SPAN: Readonly<Record<Effect, number>> = {
  add_number: 125,
  request_code: Number.POSITIVE_INFINITY,
  verify_code: 125,
  register: 300,
  subscribe_app: 125,
  copy_templates: 125,
  create_template: 125,
  restore_profile: 125,
  send_test: Number.POSITIVE_INFINITY,
  override_callback: 125,
  restore_callback: 125,
}

/** `agreedFor`: milliseconds from the first of these reads to the last. */
export const isProvenNotDone = (effect: Effect, negativeReads: number, agreedFor: number): boolean =>
  negativeReads >= AGREEING_READS && agreedFor >= AGREEING_SPAN[effect] * 1000

/** Milliseconds until a read can prove it, so that nobody waits for the next one of the schedule. */
export const provableIn = (effect: Effect, agreedFor: number): number | null =>
  Number.isFinite(AGREEING_SPAN[effect]) ? Math.max(0, AGREEING_SPAN[effect] * 1000 - agreedFor) : null

/** After this long without an answer a person may say what they see in WhatsApp Manager. */
export const ASK_A_PERSON_AFTER = 15 * 60 * 1000

export const isConnected = (number: PhoneNumber): boolean =>
  number.status === 'CONNECTED' && number.platformType === 'CLOUD_API'

export const isVerified = (number: PhoneNumber): boolean => number.codeVerificationStatus === 'VERIFIED'

/** The number on the destination, found by its digits among all the account's numbers. */
export function probeList(numbers: Read<PhoneNumber[]>, digits: string): Probe {
  if (!numbers.ok) return { found: 'cannot_tell' }
  const number = numbers.value.find((candidate) => candidate.digits === digits)
  if (number === undefined) return { found: 'not_done' }
  const outcome = isConnected(number) ? 'already_connected' : isVerified(number) ? 'already_verified' : 'done'
  return { found: 'done', outcome, phoneNumberId: number.id }
}

export function probeNumber(effect: 'request_code' | 'verify_code' | 'register', number: Read<PhoneNumber>): Probe {
  if (!number.ok) return { found: 'cannot_tell' }
  if (isConnected(number.value)) {
    return { found: 'done', outcome: effect === 'register' ? 'done' : 'already_connected' }
  }
  // Registered and offline is registered: it says NOT_APPLICABLE until then (contract, section 10.1).
  if (effect === 'register')
    return number.value.platformType === 'CLOUD_API' ? { found: 'done', outcome: 'done' } : { found: 'not_done' }
  if (isVerified(number.value)) {
    return { found: 'done', outcome: effect === 'verify_code' ? 'done' : 'already_verified' }
  }
  // Meta offers no read for "a code was sent".
  return effect === 'verify_code' ? { found: 'not_done' } : { found: 'cannot_tell' }
}
