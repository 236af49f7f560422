import { createTranslator } from 'next-intl'
import { type Fact, URGENT_FIRST, type Verdict } from './kinds'
import { MESSAGES, valueWords } from './value-words'
import type { MoveReport, TemplateRow, TimelineEntry } from './view'

type Reader = Parameters<typeof valueWords>[0] & { timeZone: string }

/** A report in the reader's words and on their clock; the same for the page and for paper. */
export function reportWords({ timeZone, ...reader }: Reader) {
  const { locale } = reader
  const messages = MESSAGES[locale]
  const t = createTranslator({ locale, messages, namespace: 'report' })
  const d = createTranslator({ locale, messages, namespace: 'done' })
  const p = createTranslator({ locale, messages, namespace: 'plan' })
  const h = createTranslator({ locale, messages, namespace: 'history' })
  const c = createTranslator({ locale, messages, namespace: 'checks' })
  const l = createTranslator({ locale, messages, namespace: 'plate' })
  const w = createTranslator({ locale, messages, namespace: 'wizard' })

  const template = ({ before, after, verdict, reason: why }: TemplateRow): string => {
    const reason = why === null ? '' : p(`stays.${why}`, { status: (after ?? before)?.status ?? '' })
    if (verdict === 'unknown') return t('templateResults.unknown')
    if (before === null) return t('templateResults.own')
    if (verdict === 'better') return t('templateResults.better')
    if (verdict === 'expected') return t('templateResults.stayed', { reason })
    if (verdict === 'needs_you') {
      return after === null ? t('templateResults.missing') : t('templateResults.unusable', { reason })
    }
    return why === null ? t('templateResults.moved') : t('templateResults.asBefore', { reason })
  }

  /** One line for each name and what became of it: a name is often there in several languages. */
  const templateLines = (templates: readonly TemplateRow[]): { name: string; result: string }[] => {
    const lines = new Map<string, { name: string; languages: string[]; result: string }>()
    for (const row of URGENT_FIRST.flatMap((verdict) => templates.filter((one) => one.verdict === verdict))) {
      const result = template(row)
      const line = lines.get(`${row.name} ${result}`)
      if (line) line.languages.push(row.language)
      else lines.set(`${row.name} ${result}`, { name: row.name, languages: [row.language], result })
    }
    return [...lines.values()].map(({ name, languages, result }) => ({
      name: `${name} (${languages.join(', ')})`,
      result,
    }))
  }

  const event = ({ kind, command, check, to }: TimelineEntry): string =>
    h(kind, {
      command: command ? h(`commands.${command}`) : '',
      kind: check ? c(`${check}.title`) : '',
      to: to ? h(`status.${to}`) : '',
    })

  const moment = (iso: string, options: Intl.DateTimeFormatOptions): string =>
    // Some languages put narrow spaces into a time, which few fonts have.
    new Intl.DateTimeFormat(locale, { timeZone, hourCycle: 'h23', ...options })
      .format(new Date(iso))
      .replaceAll(/\s/g, ' ')

  /** With the zone, for a reader who is elsewhere. */
  const fullTime = (iso: string): string => moment(iso, { dateStyle: 'medium', timeStyle: 'long' })

  const summary = (report: MoveReport): { key: Term; term: string; value: string }[] => {
    const { registeredAt, endedAt } = report
    const said: Readonly<Record<Term, string | null>> = {
      service: t('service', { name: report.service, version: report.appVersion, graph: report.graphVersion }),
      reference: report.reference,
      business: report.customer,
      result: h(`status.${STATUS_OF[report.result]}`),
      started: fullTime(report.startedAt),
      registered: registeredAt && fullTime(registeredAt),
      ended: endedAt && fullTime(endedAt),
      people: report.people.join(', '),
    }
    return TERMS.flatMap((key) => (said[key] ? [{ key, term: t(`terms.${key}`), value: said[key] }] : []))
  }

  return {
    /** For what is written without a value: whoever takes it names it `t`, so that the check of the messages sees its keys. */
    t,
    summary,
    value: valueWords(reader).value,
    templateLines,
    event,
    fact: (fact: Fact): string => t(`facts.${fact}`),
    verdict: (verdict: Verdict): string => t(`verdicts.${verdict}`),
    step: (command: MoveReport['steps'][number]['command']): string => h(`commands.${command}`),
    who: (by: string): string => (by === 'system' ? h('system') : by),
    time: (iso: string): string => moment(iso, { dateStyle: 'medium', timeStyle: 'short' }),
    id: (id: string | null): string => id ?? d('notReadable'),
    zone: timeZone,
    practice: w('practice'),
    heading: ({ practice }: MoveReport): string => (practice ? `${w('practice')} – ${t('heading')}` : t('heading')),
    page: (n: number, total: number): string => t('page', { n, total }),
    /** Where the number is, in one of the sentences that every page uses. */
    plate: (result: MoveReport['result']): string => l(PLATE_OF[result]),
    /** The same for everybody: it is typed, not read. */
    command: (reference: string, key: string): string =>
      `npm run verify-report -- ${reportFile(reference)}.json --key ${key.replaceAll(' ', '')}`,
  }
}

export type ReportWords = ReturnType<typeof reportWords>

/** Without its ending. */
export const reportFile = (reference: string): string => `carryover-${reference}`

const TERMS = ['service', 'reference', 'business', 'result', 'started', 'registered', 'ended', 'people'] as const
type Term = (typeof TERMS)[number]

const PLATE_OF = { moved: 'after', registered: 'moving', stopped: 'stopped' } as const
const STATUS_OF = { moved: 'confirmed', registered: 'registered', stopped: 'cancelled' } as const
