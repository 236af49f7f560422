import type { Effect } from './machine'
import { ASK_A_PERSON_AFTER } from './probe'

/** May a person's word close an unknown attempt? Whether a code was sent nobody can read, so that question is open at once. */
export const mayDecide = (command: Effect, unknownSince: Date | null, now: Date): boolean =>
  command === 'request_code' || (unknownSince !== null && now.getTime() - unknownSince.getTime() >= ASK_A_PERSON_AFTER)
