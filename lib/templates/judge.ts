import type { AttemptRow } from '@/lib/migration/rows'
import { keyOf, type TemplateKey } from '@/lib/migration/subject'
import { type StayReason, stayReason } from '@/lib/migration/what-moves'
import type { SourceTemplate, TemplateRow, TemplateState, ThereTemplate } from './view'

/** Templates of an account, unless Meta has raised it (contract 9.5, 2388019). */
export const TEMPLATE_LIMIT = 250

/** Lists show new templates up to half an hour late (contract 3.3). */
const SHOWN_WITHIN = 30 * 60_000

export type Kept = {
  name: string
  language: string
  source: SourceTemplate | null
  there: ThereTemplate | null
  wasThere: boolean
}

type Copy = Pick<AttemptRow, 'state' | 'subject' | 'result' | 'endedAt'>

/** What became of the newest try to bring a template over. */
type Fate = { copiedAt: Date } | { failed: string }

const DONE: readonly AttemptRow['state'][] = ['done', 'confirmed_done', 'human_done']

/** `history` is newest first. A call that was not made or did nothing says nothing of its templates. */
function fates(history: readonly Copy[]): ReadonlyMap<string, Fate> {
  const known = new Map<string, Fate>()
  for (const { state, subject, result, endedAt } of history) {
    if (!DONE.includes(state) || endedAt === null) continue
    const reasons = new Map(result?.of === 'templates' ? result.failed.map((one) => [keyOf(one), one.reason]) : [])
    for (const template of broughtBy(subject)) {
      const key = keyOf(template)
      if (known.has(key)) continue
      const failed = reasons.get(key)
      known.set(key, failed === undefined ? { copiedAt: endedAt } : { failed })
    }
  }
  return known
}

function broughtBy(subject: AttemptRow['subject']): readonly TemplateKey[] {
  if (subject?.of === 'templates') return subject.templates
  return subject?.of === 'template' ? [subject.template] : []
}

const UNFIT: readonly string[] = ['REJECTED', 'PAUSED', 'DISABLED', 'LIMIT_EXCEEDED', 'ARCHIVED']
const GONE: readonly string[] = ['DELETED', 'PENDING_DELETION']

/** Asked, Meta copies approved ones that are rated high or not rated yet (contract 3.3). */
const COPIED_WHEN_ASKED: readonly (StayReason | null)[] = [null, 'quality_unknown']

/** Says of every template what it is, what it will be, and what can be done with it. Ordered by name. */
export function judgeTemplates(
  kept: readonly Kept[],
  history: readonly Copy[],
  now: Date,
  hasMoved: boolean,
): TemplateRow[] {
  const known = fates(history)
  return kept
    .filter(({ source, there }) => source !== null || there !== null)
    .map((template) => judge(template, known.get(keyOf(template)) ?? null, now, hasMoved))
    .sort((a, b) => a.name.localeCompare(b.name, 'en') || a.language.localeCompare(b.language, 'en'))
}

function judge(template: Kept, fate: Fate | null, now: Date, hasMoved: boolean): TemplateRow {
  const { name, language, source, there, wasThere } = template
  const reason = source === null ? null : stayReason({ name, language, ...source }, new Set())
  const state = stateOf(template, reason, fate, now, hasMoved)
  const isOpen = state === 'moves' || state === 'can_copy' || state === 'failed'
  const isMissing = isOpen || state === 'stays'
  return {
    name,
    language,
    category: there?.category ?? source?.category ?? 'UNKNOWN',
    state,
    reason: state === 'stays' ? reason : null,
    metaReason: state === 'failed' && fate !== null && 'failed' in fate ? fate.failed : rejection(source, state),
    sourceStatus: source?.status ?? null,
    sourceQuality: source?.quality ?? null,
    thereStatus: there?.status ?? null,
    wasThere,
    canCopy: isOpen && source?.id != null && COPIED_WHEN_ASKED.includes(reason),
    canRecreate: isMissing && source?.components != null && !hasMedia(source),
  }
}

const rejection = (source: SourceTemplate | null, state: TemplateState): string | null =>
  state === 'stays' && source?.status === 'REJECTED' && source.rejectedReason !== 'NONE' ? source.rejectedReason : null

function stateOf(
  { source, there }: Kept,
  reason: StayReason | null,
  fate: Fate | null,
  now: Date,
  hasMoved: boolean,
): TemplateState {
  if (there !== null && !GONE.includes(there.status)) {
    if (source === null) return 'own'
    return UNFIT.includes(there.status) ? 'there_unfit' : 'there'
  }
  if (fate !== null && 'failed' in fate) return 'failed'
  if (fate !== null && now.getTime() - fate.copiedAt.getTime() < SHOWN_WITHIN) return 'on_its_way'
  if (reason === null) return hasMoved ? 'can_copy' : 'moves'
  return reason === 'quality_unknown' ? 'can_copy' : 'stays'
}

/** Examples of pictures, films and files are kept at Meta under handles that end (they cannot be sent again). */
export const hasMedia = ({ components }: Pick<SourceTemplate, 'components'>): boolean =>
  (components ?? []).some(
    (component) => component.type.toUpperCase() === 'HEADER' && !['TEXT', undefined].includes(formatOf(component)),
  )

const formatOf = (component: Record<string, unknown>): string | undefined =>
  typeof component.format === 'string' ? component.format.toUpperCase() : undefined
