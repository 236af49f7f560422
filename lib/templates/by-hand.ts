import type { ByHand, SourceTemplate, TemplatePart } from './view'

/** Why this one has to be made in WhatsApp Manager; null when it can be sent as it was read. */
export function byHand({ category, components }: Pick<SourceTemplate, 'category' | 'components'>): ByHand | null {
  const parts = (components ?? []).flatMap(withCards)
  if (category === 'AUTHENTICATION') return 'code'
  if (parts.some(isMedia)) return 'media'
  return parts.some(hasFlow) ? 'flow' : null
}

/** The cards of a carousel have parts of their own. */
const withCards = (part: TemplatePart): TemplatePart[] => [
  part,
  ...listOf(part.cards).flatMap((card) => listOf(card.components).flatMap((inner) => (isPart(inner) ? [inner] : []))),
]

const isMedia = ({ type, format }: TemplatePart): boolean =>
  type.toUpperCase() === 'HEADER' && !['TEXT', 'LOCATION', ''].includes(word(format))

const hasFlow = ({ buttons }: TemplatePart): boolean => listOf(buttons).some(({ type }) => word(type) === 'FLOW')

const word = (value: unknown): string => (typeof value === 'string' ? value.toUpperCase() : '')

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const isPart = (value: Record<string, unknown>): value is TemplatePart => typeof value.type === 'string'

const listOf = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value.filter(isRecord) : [])
