import type { Effect } from './machine'
import { ASK_A_PERSON_AFTER } from './probe'

/** Whether a code or a message was sent nobody can read, so that question is open at once. */
const UNREADABLE: readonly Effect[] = ['request_code', 'send_test']

/** May a person's word close an unknown attempt? */
export const mayDecide = (command: Effect, unknownSince: Date | null, now: Date): boolean =>
  UNREADABLE.includes(command) ||
  (unknownSince !== null && now.getTime() - unknownSince.getTime() >= ASK_A_PERSON_AFTER)
