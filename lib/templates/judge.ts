import type { AttemptRow } from '@/lib/migration/rows'
import { keyOf, type TemplateKey } from '@/lib/migration/subject'
import { type StayReason, stayReason } from '@/lib/migration/what-moves'
import { byHand } from './by-hand'
import type { SourceTemplate, TemplateRow, TemplateState, TemplatesView, ThereTemplate } from './view'

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

export type Call = Pick<AttemptRow, 'command' | 'state' | 'subject' | 'result' | 'endedAt' | 'idempotencyKey'>

export type Scene = {
  /** Newest first. */
  history: readonly Call[]
  /** What was asked for between other accounts says nothing here. */
  accounts: { from: string | null; to: string | null }
  now: Date
  hasMoved: boolean
}

/** What became of the newest try to bring a template over. */
type Fate = { broughtAt: Date; as: string } | { failed: string }

const DONE: readonly AttemptRow['state'][] = ['done', 'confirmed_done', 'human_done']
const NOT_DONE: readonly AttemptRow['state'][] = ['confirmed_not_done', 'human_not_done']

/** A call that was not made or did nothing says nothing of its templates. */
function fatesIn({ history, accounts }: Scene): ReadonlyMap<string, Fate> {
  const known = new Map<string, Fate>()
  for (const { state, subject, result, endedAt } of history) {
    if (!DONE.includes(state) || endedAt === null) continue
    const reasons = new Map(result?.of === 'templates' ? result.failed.map((one) => [keyOf(one), one.reason]) : [])
    for (const { as, ...template } of broughtBy(subject, accounts)) {
      const key = keyOf(template)
      if (known.has(key)) continue
      const failed = reasons.get(key)
      known.set(key, failed === undefined ? { broughtAt: endedAt, as } : { failed })
    }
  }
  return known
}

function broughtBy(subject: Call['subject'], accounts: Scene['accounts']): readonly (TemplateKey & { as: string })[] {
  if (subject?.of === 'templates') {
    const isHere = subject.from === accounts.from && subject.to === accounts.to
    return isHere ? subject.templates.map(({ name, language }) => ({ name, language, as: name })) : []
  }
  if (subject?.of !== 'template' || subject.to !== accounts.to) return []
  const { name, language } = subject.template
  return [{ name: subject.from, language, as: name }]
}

const UNFIT: readonly string[] = ['REJECTED', 'PAUSED', 'DISABLED', 'LIMIT_EXCEEDED', 'ARCHIVED']
const GONE: readonly string[] = ['DELETED', 'PENDING_DELETION']

const isThere = (there: ThereTemplate | null | undefined): there is ThereTemplate =>
  there !== null && there !== undefined && !GONE.includes(there.status)

/** Asked, Meta copies approved ones that are rated high or not rated yet (contract 3.3). */
const COPIED_WHEN_ASKED: readonly (StayReason | null)[] = [null, 'quality_unknown']

/** Says of every template what it is, what it will be, and what can be done with it. Ordered by name. */
export function judgeTemplates(kept: readonly Kept[], scene: Scene): TemplateRow[] {
  const fates = fatesIn(scene)
  const there = new Map(kept.map((template) => [keyOf(template), template.there]))
  return kept
    .filter((template) => template.source !== null || isThere(template.there))
    .map((template) => judge(template, fates.get(keyOf(template)) ?? null, there, scene))
    .sort((a, b) => a.name.localeCompare(b.name, 'en') || a.language.localeCompare(b.language, 'en'))
}

function judge(
  template: Kept,
  fate: Fate | null,
  all: ReadonlyMap<string, ThereTemplate | null>,
  scene: Scene,
): TemplateRow {
  const { name, language, source, wasThere } = template
  const as = fate !== null && 'as' in fate ? fate.as : name
  const there = isThere(template.there) ? template.there : (all.get(keyOf({ name: as, language })) ?? null)
  const reason = source === null ? null : stayReason({ name, language, ...source }, new Set())
  const state = stateOf({ source, there }, reason, fate, scene)
  const isOpen = state === 'moves' || state === 'can_copy' || state === 'failed'
  const isMissing = isOpen || state === 'stays'
  const hand = source === null ? null : byHand(source)
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
    madeAs: as === name ? null : as,
    canCopy: isOpen && isWithinReach(source) && COPIED_WHEN_ASKED.includes(reason),
    canRecreate: isMissing && source?.components != null && hand === null,
    byHand: isMissing ? hand : null,
  }
}

const rejection = (source: SourceTemplate | null, state: TemplateState): string | null =>
  state === 'stays' && source?.status === 'REJECTED' && source.rejectedReason !== 'NONE' ? source.rejectedReason : null

/** Meta copies by id, and only for a token that reads the source itself (contract 3.3). */
const isWithinReach = (source: SourceTemplate | null): boolean => source?.from === 'meta' && source.id !== null

function stateOf(
  { source, there }: Pick<Kept, 'source' | 'there'>,
  reason: StayReason | null,
  fate: Fate | null,
  { now, hasMoved }: Scene,
): TemplateState {
  if (isThere(there)) {
    if (source === null) return 'own'
    return UNFIT.includes(there.status) ? 'there_unfit' : 'there'
  }
  if (fate !== null && 'failed' in fate) return 'failed'
  if (fate !== null && now.getTime() - fate.broughtAt.getTime() < SHOWN_WITHIN) return 'on_its_way'
  if (reason === null && !hasMoved) return 'moves'
  return COPIED_WHEN_ASKED.includes(reason) && isWithinReach(source) ? 'can_copy' : 'stays'
}

/** Separates the calls of one press; no key of a press holds one. */
export const PART = ' '

/** The newest press that copied, with all its calls: what it asked for, and what is known of that now. */
export function lastCopyOf(rows: readonly TemplateRow[], { history, accounts }: Scene): TemplatesView['lastCopy'] {
  const copies = history.flatMap(({ command, state, subject, endedAt, idempotencyKey }) => {
    const [press] = idempotencyKey.split(PART)
    const isOver = DONE.includes(state) || NOT_DONE.includes(state)
    const asked = broughtBy(subject, accounts)
    return command === 'copy_templates' && isOver && endedAt !== null && asked.length > 0
      ? [{ press, endedAt, asked }]
      : []
  })
  const [newest] = copies
  if (newest === undefined) return null
  const asked = copies.filter(({ press }) => press === newest.press).flatMap((copy) => copy.asked)
  const states = new Map(rows.map((row) => [keyOf(row), row.state]))
  const count = (...wanted: TemplateState[]) =>
    asked.filter((template) => wanted.some((state) => state === states.get(keyOf(template)))).length
  return {
    at: newest.endedAt.toISOString(),
    asked: asked.length,
    arrived: count('there', 'there_unfit', 'on_its_way'),
    failed: count('failed'),
  }
}
