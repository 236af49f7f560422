import type { GuardFacts, GuardTemplate, Trouble } from './facts'
import type { FindingFacts, GuardKind } from './kinds'

export type Change = { kind: GuardKind; subject: string; turn: 'worse' | 'better'; facts: FindingFacts }

/** What is news between two looks. What either of them could not read is none. */
export const changes = (last: GuardFacts, now: GuardFacts): Change[] => [
  ...ofConnection(last, now),
  ...ofHealth(last.health, now.health),
  ...ofPayment(last.payment, now.payment),
  ...ofApps(last.apps, now.apps),
  ...ofTemplates(last.templates, now.templates),
  ...ofName(last.nameStatus, now.nameStatus),
  ...ofQuality(last.qualityRating, now.qualityRating),
]

/** Messages go only while both are so (contract 10.1); an unknown word is never taken for connected. */
function ofConnection(last: GuardFacts, now: GuardFacts): Change[] {
  if (last.status === null || last.platformType === null || now.status === null || now.platformType === null) return []
  const isOn = ({ status, platformType }: GuardFacts) => status === 'CONNECTED' && platformType === 'CLOUD_API'
  if (isOn(last) === isOn(now)) return []
  const to = now.status === 'CONNECTED' ? now.platformType : now.status
  return [{ kind: 'number_offline', subject: '', turn: isOn(now) ? 'better' : 'worse', facts: { to } }]
}

function ofHealth(last: Trouble[] | null, now: Trouble[] | null): Change[] {
  if (last === null || now === null) return []
  const worse = without(now, last).map((trouble) => healthChange(trouble, 'worse'))
  const better = without(last, now).map((trouble) => healthChange(trouble, 'better'))
  return [...worse, ...better]
}

const without = (all: Trouble[], known: Trouble[]): Trouble[] =>
  all.filter((one) => known.every((other) => nameOf(other) !== nameOf(one)))

const nameOf = ({ entity, verdict, code }: Trouble): string => `${verdict} ${entity} ${code}`

const healthChange = ({ entity, verdict, code }: Trouble, turn: Change['turn']): Change => ({
  kind: verdict === 'BLOCKED' ? 'health_blocked' : 'health_limited',
  subject: `${entity} ${code ?? ''}`.trim(),
  turn,
  facts: { entity, ...(code === null ? {} : { code: String(code) }) },
})

function ofPayment(last: GuardFacts['payment'], now: GuardFacts['payment']): Change[] {
  const change = (turn: Change['turn']): Change[] => [{ kind: 'payment_missing', subject: '', turn, facts: {} }]
  if (last === null || now === null || last === now) return []
  if (now === 'missing' || (last === 'attached' && now === 'unproven')) return change('worse')
  return change('better')
}

function ofApps(last: string[] | null, now: string[] | null): Change[] {
  if (last === null || now === null) return []
  const change = (app: string, turn: Change['turn']): Change => ({
    kind: 'app_gone',
    subject: app,
    turn,
    facts: { app },
  })
  return [
    ...last.filter((app) => !now.includes(app)).map((app) => change(app, 'worse')),
    ...now.filter((app) => !last.includes(app)).map((app) => change(app, 'better')),
  ]
}

const STOPS: Readonly<Record<string, GuardKind>> = {
  REJECTED: 'template_rejected',
  PAUSED: 'template_paused',
  DISABLED: 'template_disabled',
}

/** Templates that are new are none, unless they are refused: copies arrive in the first half hour (contract 3.2, 3.3). */
function ofTemplates(last: GuardTemplate[] | null, now: GuardTemplate[] | null): Change[] {
  if (last === null || now === null) return []
  const before = new Map(last.map((template) => [labelOf(template), template]))
  return now.flatMap((template) => ofTemplate(before.get(labelOf(template)), template))
}

const labelOf = ({ name, language }: GuardTemplate): string => `${name} (${language})`

function ofTemplate(was: GuardTemplate | undefined, is: GuardTemplate): Change[] {
  const subject = labelOf(is)
  const change = (kind: GuardKind, turn: Change['turn'], facts: FindingFacts = {}): Change => ({
    kind,
    subject,
    turn,
    facts: { template: subject, ...facts },
  })
  const found: Change[] = []
  const stop = STOPS[is.status]
  if (stop !== undefined && was?.status !== is.status) found.push(change(stop, 'worse'))
  if (is.status === 'APPROVED' && was !== undefined && was.status !== 'APPROVED') {
    found.push(...Object.values(STOPS).map((kind) => change(kind, 'better')))
  }
  if (was !== undefined && isKnown(was.category) && isKnown(is.category) && was.category !== is.category) {
    found.push(change('template_category', 'worse', { from: was.category, to: is.category }))
  }
  return found
}

const isKnown = (word: string): boolean => word !== 'UNKNOWN'

const USABLE_NAMES = ['APPROVED', 'AVAILABLE_WITHOUT_REVIEW']

/** Which of the two usable words it is, is no news. */
function ofName(last: string | null, now: string | null): Change[] {
  if (last === null || now === null || last === now) return []
  const isUsable = USABLE_NAMES.includes(now)
  if (isUsable && USABLE_NAMES.includes(last)) return []
  return [{ kind: 'name_changed', subject: '', turn: isUsable ? 'better' : 'worse', facts: { to: now } }]
}

/** Worst first. UNKNOWN and NA are no rating. */
const RATINGS = ['RED', 'YELLOW', 'GREEN']

function ofQuality(last: string | null, now: string | null): Change[] {
  const [was, is] = [RATINGS.indexOf(last ?? ''), RATINGS.indexOf(now ?? '')]
  if (last === null || now === null || was === -1 || is === -1 || was === is) return []
  const turn = is < was ? 'worse' : 'better'
  return [{ kind: 'quality_dropped', subject: '', turn, facts: { from: last, to: now } }]
}
