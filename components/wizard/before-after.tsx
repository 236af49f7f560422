import { getLocale, getTimeZone, getTranslations } from 'next-intl/server'
import { BeforeAfterTable } from '@/components/data/before-after-table'
import { Fold } from '@/components/data/fold'
import { StatusTag, type StatusTone } from '@/components/feedback/status-tag'
import { DEFAULT_LOCALE, isLocale } from '@/lib/i18n/locales'
import type { MigrationView } from '@/lib/migration/view'
import { compare } from '@/lib/report/compare'
import type { Verdict } from '@/lib/report/kinds'
import type { FactRow } from '@/lib/report/view'
import { reportWords } from '@/lib/report/words'

const TONES: Readonly<Record<Verdict, StatusTone>> = {
  same: 'plain',
  expected: 'plain',
  better: 'good',
  needs_you: 'attention',
  unknown: 'quiet',
}

/** What a person must look at stands first; what stayed as it was can wait in the fold. */
const FIRST: readonly Verdict[] = ['needs_you', 'better', 'expected']

/** What stayed the same and what changed, each with its verdict in words. `full`: all of it, in the order of the report. */
export async function BeforeAfter({ view, full = false }: { view: MigrationView; full?: boolean }) {
  const t = await getTranslations('report')
  const { facts } = compare(view.before, view.after, view)
  if (full) return <FactTable caption={t('compare')} rows={facts} number={view.number} />
  const first = FIRST.flatMap((verdict) => facts.filter((row) => row.verdict === verdict))
  const rest = facts.filter((row) => !first.includes(row))
  return (
    <>
      {first.length > 0 ? <FactTable caption={t('compare')} rows={first} number={view.number} /> : null}
      {rest.length > 0 ? (
        <Fold title={t('more', { n: rest.length })}>
          <FactTable caption={t('compare')} rows={rest} number={view.number} />
        </Fold>
      ) : null}
    </>
  )
}

type FactTableProps = { caption: string; rows: readonly FactRow[]; number: MigrationView['number'] }

async function FactTable({ caption, rows, number }: FactTableProps) {
  const [t, locale, timeZone] = await Promise.all([getTranslations('report'), getLocale(), getTimeZone()])
  const words = reportWords({ locale: isLocale(locale) ? locale : DEFAULT_LOCALE, timeZone, number })
  return (
    <BeforeAfterTable
      caption={caption}
      headings={{ fact: t('item'), before: t('before'), after: t('after'), verdict: t('result') }}
      rows={rows.map(({ fact, before, after, verdict }) => ({
        key: fact,
        fact: words.fact(fact),
        before: <bdi>{words.value(fact, before)}</bdi>,
        after: <bdi>{words.value(fact, after)}</bdi>,
        verdict: <StatusTag tone={TONES[verdict]}>{words.verdict(verdict)}</StatusTag>,
      }))}
    />
  )
}
