import type { Health } from '@/lib/graph/client'

/** "There is a problem with the payment method": what the account begins is blocked (contract 5.3). */
export const PAYMENT_PROBLEM = 141006

/** Judge by entity and code, never by the overall flag: SIP noise (138024, 138025) stands on healthy numbers. */
export function healthCodes(health: Health | null, of: 'WABA' | 'BUSINESS'): number[] {
  return health?.entities.filter((entity) => entity.entityType === of).flatMap((entity) => entity.codes) ?? []
}
