import type { GraphFailure, Read, Write } from './failure'
import { isUndecided } from './retry'

/** Phase decides (C-R1): what cannot be proven refused or unsent stays unknown, until a read settles it. */
export function toWrite<T>(result: Read<T>): Write<T> {
  if (result.ok) return { kind: 'done', value: result.value }
  return { kind: kindOf(result.failure), failure: result.failure }
}

function kindOf(failure: GraphFailure): 'refused' | 'not_sent' | 'unknown' {
  if (failure.kind === 'network' || failure.kind === 'timeout') {
    return failure.phase === 'before_send' ? 'not_sent' : 'unknown'
  }
  if (failure.kind !== 'api') return 'unknown'
  const isRefusal = failure.status >= 400 && failure.status <= 499 && !isUndecided(failure)
  return isRefusal ? 'refused' : 'unknown'
}
