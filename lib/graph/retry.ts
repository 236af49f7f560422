import type { GraphFailure } from './failure'
import { isThrottled } from './waits'

const RETRIES = 3
const TOTAL_MS = 20_000
const FIRST_MS = 300

/** WhatsApp's "something went wrong" and "unavailable", beside Graph's own 1 and 2 (contract 9.2). */
const TRANSIENT: readonly number[] = [1, 2, 131000, 131016, 133004]

/** Meta's own word that nothing is decided: for a write this means "unknown", for a read "ask again". */
export const isUndecided = (failure: { code: number; isTransient: boolean }): boolean =>
  !isThrottled(failure.code) && (failure.isTransient || TRANSIENT.includes(failure.code))

/** How long to wait before reading again, or null when asking again would not help. Reads only. */
export function retryDelay(
  failure: GraphFailure,
  retriesSoFar: number,
  elapsedMs: number,
  random: () => number,
): number | null {
  if (retriesSoFar >= RETRIES || !mayPass(failure)) return null
  const delay = FIRST_MS * 2 ** retriesSoFar * (0.5 + random())
  return elapsedMs + delay > TOTAL_MS ? null : Math.round(delay)
}

function mayPass(failure: GraphFailure): boolean {
  switch (failure.kind) {
    case 'network':
      return !failure.isUntrusted
    case 'timeout':
      return true
    case 'api':
      return failure.waitSeconds === null && (isUndecided(failure) || failure.status >= 500)
    case 'malformed':
      return failure.status >= 500 || failure.reason === 'json' || failure.reason === 'empty'
    case 'redirect':
      return false
  }
}

/** Nothing was said about what was asked: such an answer is no news, neither good nor bad. */
export const saysNothing = (failure: GraphFailure): boolean =>
  failure.kind !== 'api' || failure.waitSeconds !== null || isUndecided(failure) || failure.status >= 500
