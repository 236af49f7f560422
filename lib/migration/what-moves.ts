import type { Profile } from '@/lib/graph/schemas'
import type { NumberSnapshot, TemplateFact } from './snapshot'

/** Why a template stays behind: messages `plan.stays.<reason>`. */
export const STAY_REASONS = [
  'there_already',
  'quality_low',
  'quality_medium',
  'quality_unknown',
  'pending',
  'rejected',
  'paused',
  'disabled',
  'other',
] as const
export type StayReason = (typeof STAY_REASONS)[number]

const BY_STATUS: Readonly<Record<string, StayReason>> = {
  PENDING: 'pending',
  IN_APPEAL: 'pending',
  REJECTED: 'rejected',
  PAUSED: 'paused',
  DISABLED: 'disabled',
}
const BY_QUALITY: Readonly<Record<string, StayReason>> = { RED: 'quality_low', YELLOW: 'quality_medium' }

/** Meta moves templates that are approved and rated high, and writes over none (Graph API contract, sections 3.2 and 3.3). */
export function stayReason(template: TemplateFact, there: ReadonlySet<string>): StayReason | null {
  if (template.status !== 'APPROVED') return BY_STATUS[template.status] ?? 'other'
  if (template.quality !== 'GREEN') return BY_QUALITY[template.quality] ?? 'quality_unknown'
  return there.has(nameOf(template)) ? 'there_already' : null
}

type Split = { moving: TemplateFact[]; staying: (TemplateFact & { reason: StayReason })[] }

/** `there`: what the destination WABA has already, as far as it was read. Null when the source's cannot be read. */
export function splitTemplates(
  templates: readonly TemplateFact[] | null | undefined,
  there: readonly Pick<TemplateFact, 'name' | 'language'>[] = [],
): Split | null {
  if (templates === null || templates === undefined) return null
  const names = new Set(there.map(nameOf))
  const judged = templates.map((template) => ({ template, reason: stayReason(template, names) }))
  return {
    moving: judged.flatMap(({ template, reason }) => (reason === null ? [template] : [])),
    staying: judged.flatMap(({ template, reason }) => (reason === null ? [] : [{ ...template, reason }])),
  }
}

export const nameOf = (template: Pick<TemplateFact, 'name' | 'language'>): string =>
  `${template.name} ${template.language}`

/** Templates of the source that are not there; null when either account cannot be read. */
export function missingTemplates(before: NumberSnapshot | null, after: NumberSnapshot | null): TemplateFact[] | null {
  if (before?.templates == null || after?.templates == null) return null
  const here = new Set(after.templates.map(nameOf))
  return before.templates.filter((template) => !here.has(nameOf(template)))
}

/** The profile does not move. What is empty of it cannot be set (Meta refuses it), so what stands there instead does not matter. */
export const saysTheSame = (now: Profile, wanted: Profile): boolean =>
  Object.entries(wanted).every(
    ([key, value]) => value.length === 0 || JSON.stringify(Reflect.get(now, key)) === JSON.stringify(value),
  )
