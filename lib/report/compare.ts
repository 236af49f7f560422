import type { NumberSnapshot, TemplateFact } from '@/lib/migration/snapshot'
import type { MigrationView } from '@/lib/migration/view'
import { nameOf, stayReason } from '@/lib/migration/what-moves'
import { ruleOf, type Side } from './facts'
import { FACTS, type Fact, URGENT_FIRST, type Verdict } from './kinds'
import type { FactRow, FactValue, TemplateRow } from './view'

export type Compared = { facts: FactRow[]; templates: TemplateRow[] }

type Around = Pick<MigrationView, 'number' | 'source' | 'destination'>
type Snapshot = NumberSnapshot | null

/** What Meta said before beside what it says after. What one side does not know is never guessed from the other. */
export function compare(before: Snapshot, after: Snapshot, around: Around): Compared {
  const templates = compareTemplates(before?.templates ?? null, after?.templates ?? null)
  const sides = { before: sideBefore(before, around), after: sideAfter(after, around) }
  const rows = FACTS.flatMap((fact): FactRow[] => {
    if (!isSpokenOf(fact, before, after)) return []
    const { value } = ruleOf(fact)
    const [was, is] = [value(sides.before), value(sides.after)]
    return [{ fact, before: was, after: is, verdict: judge(fact, was, is, templates) }]
  })
  return { facts: rows, templates }
}

function sideBefore(snapshot: Snapshot, { number, source }: Around): Side {
  const id = snapshot?.wabaId ?? source?.wabaId ?? null
  return {
    snapshot,
    number: number?.e164 ?? null,
    account: id === null ? null : { name: snapshot?.wabaName ?? source?.name ?? null, id },
    phoneNumberId: snapshot?.phoneNumberId ?? number?.sourcePhoneNumberId ?? null,
  }
}

/** Without a read there is no after, whatever was meant to be there. */
function sideAfter(snapshot: Snapshot, { number, destination }: Around): Side {
  if (snapshot === null) return { snapshot, number: null, account: null, phoneNumberId: null }
  const id = snapshot.wabaId ?? destination?.wabaId ?? null
  return {
    snapshot,
    number: number?.e164 ?? null,
    account: id === null ? null : { name: snapshot.wabaName ?? destination?.name ?? null, id },
    phoneNumberId: snapshot.phoneNumberId,
  }
}

/** A part of the profile that was empty before was not lost; a profile that is not known is one row, not seven. */
function isSpokenOf(fact: Fact, before: Snapshot, after: Snapshot): boolean {
  if (ruleOf(fact).judge !== 'carried') return true
  const known = before?.profile != null && after?.profile != null
  if (fact === 'profile') return !known
  return known && !isEmpty(ruleOf(fact).value({ ...NOWHERE, snapshot: before }))
}

const NOWHERE: Side = { snapshot: null, number: null, account: null, phoneNumberId: null }

const isEmpty = (value: FactValue): boolean =>
  value === null || value === '' || value === false || (Array.isArray(value) && value.length === 0)

function judge(fact: Fact, was: FactValue, is: FactValue, templates: readonly TemplateRow[]): Verdict {
  const rule = ruleOf(fact)
  switch (rule.judge) {
    case 'kept':
    case 'carried':
      if (was === null || is === null) return 'unknown'
      return isEqual(was, is) ? 'same' : 'needs_you'
    case 'ranked':
      return rank(rule.order, was, is)
    case 'replaced':
      if (is === null) return 'unknown'
      return idOf(was) === idOf(is) ? 'needs_you' : 'expected'
    case 'required':
      if (is === null) return 'unknown'
      if (!rule.isGood(is)) return 'needs_you'
      if (was === null) return 'expected'
      return rule.isGood(was) ? 'same' : rule.gain
    case 'templates':
      return was === null || is === null ? 'unknown' : worst(templates)
  }
}

/** The order of a list says nothing: Meta does not promise one. */
const isEqual = (was: FactValue, is: FactValue): boolean => ordered(was) === ordered(is)
const ordered = (value: FactValue): string => JSON.stringify(Array.isArray(value) ? value.toSorted() : value)

const idOf = (value: FactValue): FactValue =>
  value !== null && typeof value === 'object' && 'id' in value ? value.id : value

/** A word that Meta has added since is in no order: only "the same" can be told of it. */
function rank(order: readonly (readonly string[])[], was: FactValue, is: FactValue): Verdict {
  if (was === null || is === null) return 'unknown'
  if (was === is) return 'same'
  const [from, to] = [was, is].map((value) => order.findIndex((words) => words.includes(String(value))))
  if (from === undefined || to === undefined || from === -1 || to === -1) return 'unknown'
  if (from === to) return 'same'
  return to > from ? 'better' : 'needs_you'
}

/** What speaks for all of them. */
const worst = (templates: readonly TemplateRow[]): Verdict =>
  URGENT_FIRST.find((verdict) => templates.some((row) => row.verdict === verdict)) ?? 'same'

/** By name and language: Meta's id of a template does not travel (contract 3.3). */
function compareTemplates(
  before: readonly TemplateFact[] | null,
  after: readonly TemplateFact[] | null,
): TemplateRow[] {
  const here = new Map(after?.map((template) => [nameOf(template), template]))
  const there = new Set(before?.map(nameOf))
  return [
    ...(before ?? []).map((template) => {
      const twin = here.get(nameOf(template)) ?? null
      return toRow(template, twin, after === null ? UNREAD : judgeTemplate(template, twin))
    }),
    ...(after ?? [])
      .filter((template) => !there.has(nameOf(template)))
      .map((template) => toRow(null, template, before === null ? UNREAD : judgeNew(template))),
  ]
}

type Judged = Pick<TemplateRow, 'verdict' | 'reason'>

const UNREAD: Judged = { verdict: 'unknown', reason: null }
const NOTHING_THERE: ReadonlySet<string> = new Set()

function judgeTemplate(was: TemplateFact, is: TemplateFact | null): Judged {
  const stays = stayReason(was, NOTHING_THERE)
  if (is === null)
    return stays === null ? { verdict: 'needs_you', reason: null } : { verdict: 'expected', reason: stays }
  if (is.status === 'APPROVED') return { verdict: was.status === 'APPROVED' ? 'same' : 'better', reason: null }
  // Not usable before and not usable now, or lost on the way: either way the word is that of now.
  return { verdict: was.status === 'APPROVED' ? 'needs_you' : 'same', reason: stayReason(is, NOTHING_THERE) }
}

/** In the destination only: its own, which a move leaves alone (contract 3.2), or made there since. */
const judgeNew = (is: TemplateFact): Judged => ({
  verdict: is.status === 'APPROVED' ? 'better' : 'same',
  reason: is.status === 'APPROVED' ? null : stayReason(is, NOTHING_THERE),
})

const pick = (template: TemplateFact | null) => template && { status: template.status, quality: template.quality }

const toRow = (was: TemplateFact | null, is: TemplateFact | null, judged: Judged): TemplateRow => ({
  name: (was ?? is)?.name ?? '',
  language: (was ?? is)?.language ?? '',
  before: pick(was),
  after: pick(is),
  ...judged,
})
