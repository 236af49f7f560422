import type { CheckView } from '@/lib/checks/view'
import { isMetaCode, metaCatalog } from '@/lib/errors/catalog'
import type { NumberOption } from './view'

/** Numbers that this product cannot move, each with a way of its own elsewhere: messages `deadEnd.<reason>`. */
export const DEAD_ENDS = [
  'business_app',
  'other_business',
  'test_number',
  'partner_solution',
  'add_directly',
  'on_premises',
  'already_connected',
] as const
export type DeadEnd = (typeof DEAD_ENDS)[number]

export const isDeadEnd = (value: string): value is DeadEnd => DEAD_ENDS.some((reason) => reason === value)

/** `<kind>.<sentence>` of a failing check. */
const OF_CHECK: Readonly<Record<string, DeadEnd>> = {
  'same_business.other': 'other_business',
  'business_app.on_app': 'business_app',
  'test_number.test': 'test_number',
  'cloud_api.on_premises': 'on_premises',
}

/** Our own refusals; Meta's are in the catalogue of errors. */
const OF_REFUSAL: Readonly<Record<string, DeadEnd>> = {
  accounts_other_business: 'other_business',
  number_on_business_app: 'business_app',
  number_test: 'test_number',
  number_already_there: 'already_connected',
}

const OF_NUMBER: Readonly<Partial<Record<NonNullable<NumberOption['reason']>, DeadEnd>>> = {
  test_number: 'test_number',
  on_business_app: 'business_app',
  on_premises: 'on_premises',
  already_there: 'already_connected',
}

/** What Meta refused says more than what was read before it. */
export function deadEndOf(
  checks: readonly Pick<CheckView, 'kind' | 'sentence' | 'blocking'>[],
  refusal: string | null,
): DeadEnd | null {
  const refused = refusal === null ? undefined : (ofMeta(refusal) ?? OF_REFUSAL[refusal])
  const failing = checks.filter((check) => check.blocking).map((check) => OF_CHECK[`${check.kind}.${check.sentence}`])
  return refused ?? failing.find((reason) => reason !== undefined) ?? null
}

function ofMeta(code: string): DeadEnd | undefined {
  const remedy = isMetaCode(code) ? metaCatalog[code].remedy : null
  return remedy?.to === 'dead_end' ? remedy.reason : undefined
}

export const deadEndOfNumber = (reason: NumberOption['reason']): DeadEnd | null =>
  reason === null ? null : (OF_NUMBER[reason] ?? null)
