import 'server-only'
import type { Locale } from '@/lib/i18n/locales'
import { printsOf } from '../canonical'
import type { SignedReport } from '../view'
import { type ReportWords, reportWords } from '../words'
import { LOOKS } from './looks'
import { openPaper, type Paper } from './paper'

type Written = { paper: Paper; signed: SignedReport; words: ReportWords }
type Say = ReportWords['t']

/** The report on paper: A4, tagged, in one language and on one clock. The same report gives the same bytes. */
export async function renderPdf(
  signed: SignedReport,
  { locale, timeZone }: { locale: Locale; timeZone: string },
): Promise<Buffer<ArrayBuffer>> {
  const { report } = signed
  const words = reportWords({ locale, timeZone, number: report.number })
  const heading = words.heading(report)
  const paper = await openPaper({
    title: [heading, report.number?.display, report.reference].filter(Boolean).join(' – '),
    lang: locale,
    creator: `${report.service} ${report.appVersion}`,
    at: new Date(report.endedAt ?? report.registeredAt ?? report.startedAt),
    stamp: report.practice ? words.practice : null,
  })
  paper.title(heading)
  if (report.number) paper.plate(report.number.display)
  paper.paragraph(words.plate(report.result))
  paper.facts(words.summary(report).map(({ term, value }) => [term, value]))
  const written = { paper, signed, words }
  writeFacts(written, words.t)
  writeTemplates(written, words.t)
  if (report.result === 'stopped') writeStopped(written, words.t)
  writeTimeline(written, words.t)
  writeSignature(written, words.t)
  return paper.close((n, total) => `${report.reference} – ${words.page(n, total)}`)
}

function writeFacts({ paper, signed, words }: Written, t: Say): void {
  const { facts } = signed.report
  if (facts.length === 0) return
  paper.table(
    t('compare'),
    [
      { heading: t('item'), width: 0.232 },
      { heading: t('before'), width: 0.253 },
      { heading: t('after'), width: 0.253 },
      { heading: t('result'), width: 0.262 },
    ],
    facts.map(({ fact, before, after, verdict }) => [
      words.fact(fact),
      words.value(fact, before),
      words.value(fact, after),
      words.verdict(verdict),
    ]),
  )
}

function writeTemplates({ paper, signed, words }: Written, t: Say): void {
  const { templates } = signed.report
  if (templates.length === 0) return
  paper.table(
    t('templates'),
    [
      { heading: t('template'), width: 0.5 },
      { heading: t('result'), width: 0.5 },
    ],
    words.templateLines(templates).map(({ name, result }) => [name, result]),
  )
}

/** How far it went, and what is left of it on the destination. */
function writeStopped({ paper, signed, words }: Written, t: Say): void {
  const { steps, ids } = signed.report
  paper.heading(t('steps'))
  paper.list(steps.map(({ command, done }) => `${words.step(command)} – ${t(done ? 'done' : 'notDone')}`))
  paper.table(
    t('ids'),
    [
      { heading: t('item'), width: 0.3 },
      { heading: t('before'), width: 0.35 },
      { heading: t('after'), width: 0.35 },
    ],
    [
      [words.fact('account'), words.id(ids.before.wabaId), words.id(ids.after.wabaId)],
      [words.fact('numberId'), words.id(ids.before.phoneNumberId), words.id(ids.after.phoneNumberId)],
    ],
  )
}

function writeTimeline({ paper, signed, words }: Written, t: Say): void {
  paper.heading(t('timeline'))
  paper.list(
    signed.report.timeline.map((entry) => `${words.time(entry.at)} – ${words.event(entry)} – ${words.who(entry.by)}`),
  )
  paper.paragraph(t('zone', { zone: words.zone }))
}

function writeSignature({ paper, signed, words }: Written, t: Say): void {
  const { key, signature } = printsOf(signed)
  const { reference } = signed.report
  paper.heading(t('signature'))
  paper.paragraph(t('signed'))
  paper.paragraph(`${reference} – ${t('signature')} ${signature} – ${t('key')} ${key}`, LOOKS.strong)
  paper.paragraph(t('check', { command: words.command(reference, key) }))
  paper.paragraph(t('keyWhere'))
}
