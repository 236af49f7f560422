import type { NumberSnapshot, TemplateFact } from '@/lib/migration/snapshot'

/** Meta moves templates that are approved and rated high; the rest stays (Graph API contract, section 7). */
export const movesAlong = (template: TemplateFact): boolean =>
  template.status === 'APPROVED' && template.quality === 'GREEN'

export function splitTemplates(
  before: NumberSnapshot | null,
): { moving: TemplateFact[]; staying: TemplateFact[] } | null {
  if (before?.templates == null) return null
  return {
    moving: before.templates.filter(movesAlong),
    staying: before.templates.filter((template) => !movesAlong(template)),
  }
}

const nameOf = (template: TemplateFact): string => `${template.name} ${template.language}`

/** Templates that should have come and are not there; null when either account cannot be read. */
export function missingTemplates(before: NumberSnapshot | null, after: NumberSnapshot | null): TemplateFact[] | null {
  const split = splitTemplates(before)
  if (split === null || after?.templates == null) return null
  const here = new Set(after.templates.map(nameOf))
  return [...split.moving, ...split.staying].filter((template) => !here.has(nameOf(template)))
}
