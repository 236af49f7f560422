import type { CheckKind, CheckOutcome } from './kinds'
import { isConfirmable } from './owner'

type Seen = { kind: CheckKind; outcome: CheckOutcome; confirmed: boolean }

/** A new token is pasted here, and what line a number is on does not change: reading again tells nothing. */
const NOT_BY_READING: readonly CheckKind[] = ['token', 'reach']

/**
 * Is anything waited for that Meta may answer differently later? Not with a token that has stopped, because then nothing can
 * be read; and what an account that we do not know hides stays hidden.
 */
export function isWaitedFor(checks: readonly Seen[], sourceKnown: boolean): boolean {
  if (checks.some((check) => check.kind === 'token' && check.outcome === 'fail')) return false
  return checks.some(({ kind, outcome, confirmed }) => {
    if (confirmed || NOT_BY_READING.includes(kind)) return false
    if (outcome === 'fail') return true
    return isConfirmable(kind, outcome) && (outcome === 'warn' || sourceKnown)
  })
}
