import type { Metadata } from 'next'
import { getFormatter, getLocale, getTranslations } from 'next-intl/server'
import { PageHeading } from '@/components/layout/page-heading'
import { sidePath, stepPath } from '@/components/wizard/paths'
import { providerName } from '@/components/wizard/provider-name'
import { StepFrame } from '@/components/wizard/step-frame'
import { isCheckKind } from '@/lib/checks/kinds'
import { GUARD_KINDS } from '@/lib/guard/kinds'
import { findingText } from '@/lib/i18n/finding-text'
import { DEFAULT_LOCALE, isLocale } from '@/lib/i18n/locales'
import { CLOSING_ITEMS } from '@/lib/migration/closing'
import { listEvents } from '@/lib/migration/list-events'
import { COMMANDS, isBeforeMove, STATUSES } from '@/lib/migration/machine'
import type { EventView } from '@/lib/migration/view'
import { openMigration, type StepProps, stepTitle } from '../open-migration'

export async function generateMetadata({ params }: StepProps): Promise<Metadata> {
  const t = await getTranslations('history')
  const { id } = await params
  const { view } = await openMigration(id)
  return stepTitle(id, view.step, t('heading'))
}

/** Newest first. An entry is never edited and never holds a code, a PIN or a token. */
export default async function HistoryPage({ params }: StepProps) {
  const { ctx, view, viewer } = await openMigration((await params).id)
  const [t, r, format, events] = await Promise.all([
    getTranslations('history'),
    getTranslations('report'),
    getFormatter(),
    listEvents(ctx, view.id),
  ])
  return (
    <StepFrame view={view} viewer={viewer} step={null} back={{ href: stepPath(view.id, view.step), text: t('back') }}>
      <PageHeading>{t('heading')}</PageHeading>
      {isBeforeMove(view.status) ? null : (
        <p className="no-print">
          <a href={sidePath(view.id, 'report')} className="inline-flex min-h-11 items-center">
            {r('heading')}
          </a>
        </p>
      )}
      {events.length === 0 ? <p>{t('empty')}</p> : null}
      <ol className="border-s-4 border-hairline ps-4">
        {events.map((event) => (
          <li key={event.seq} id={`e${event.seq}`} className="py-2">
            <p className="font-strong">
              <EventTitle event={event} />
            </p>
            <p className="text-small text-muted">
              <time dateTime={event.at}>
                {format.dateTime(new Date(event.at), { dateStyle: 'medium', timeStyle: 'long', hourCycle: 'h23' })}
              </time>{' '}
              · {event.by === 'system' ? t('system') : event.by}
            </p>
          </li>
        ))}
      </ol>
    </StepFrame>
  )
}

async function EventTitle({ event }: { event: EventView }) {
  const [t, c, l] = await Promise.all([
    getTranslations('history'),
    getTranslations('checks'),
    getTranslations('closing'),
  ])
  const command = COMMANDS.find((known) => known === event.data.command)
  const to = STATUSES.find((known) => known === event.data.to)
  const item = CLOSING_ITEMS.find((known) => known === event.data.item)
  const check = String(event.data.check ?? event.data.kind ?? '')
  return t(event.kind, {
    command: command ? t(`commands.${command}`) : '',
    to: to ? t(`status.${to}`) : '',
    kind: isCheckKind(check) ? c(`${check}.title`) : check,
    item: item ? l(`items.${item}.title`) : '',
    done: String(event.data.done ?? ''),
    provider: event.kind === 'provider_named' ? await providerName(event.data.provider) : '',
    finding: await findingOf(event),
  })
}

async function findingOf({ kind, data: { finding, ...facts } }: EventView): Promise<string> {
  const known = GUARD_KINDS.find((candidate) => candidate === finding)
  if (known === undefined) return ''
  const locale = await getLocale()
  const words = Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, String(value)]))
  const text = findingText({ kind: known, facts: words }, isLocale(locale) ? locale : DEFAULT_LOCALE)
  return kind === 'guard_better' ? text.good : text.what
}
