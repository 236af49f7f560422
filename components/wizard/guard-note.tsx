import { getLocale, getTranslations } from 'next-intl/server'
import { InsetNote } from '@/components/feedback/inset-note'
import { GUARD_RULES, type GuardKind } from '@/lib/guard/kinds'
import type { FindingView } from '@/lib/guard/view'
import { type FindingText, findingText } from '@/lib/i18n/finding-text'
import { DEFAULT_LOCALE, isLocale } from '@/lib/i18n/locales'
import type { MigrationView } from '@/lib/migration/view'
import type { SaidCheck } from './check-news'
import { getClock } from './clock'
import { ExternalLink } from './external-link'
import { metaLinks } from './meta-links'
import { MoveCommand } from './move-command'
import type { Viewer } from './viewer'

/** The eye that is kept on a number for two days after its move, and what it has seen, newest first. */
export async function GuardNote({ view, viewer }: { view: MigrationView; viewer: Viewer }) {
  const { guard } = view
  if (guard === null) return null
  const [t, clock] = await Promise.all([getTranslations('guard'), getClock()])
  const isQuiet = guard.lastLookAt !== null && guard.findings.length === 0
  return (
    <section aria-labelledby="guard" className="my-6">
      <h2 id="guard">{t('heading')}</h2>
      <p>
        {t(guard.ended ? 'watched' : 'watching', { time: clock(guard.until) })}{' '}
        {isQuiet ? t(guard.ended ? 'nothingEnded' : 'nothing') : null}
      </p>
      {guard.findings.map((finding) => (
        <FindingNote key={finding.id} finding={finding} view={view} viewer={viewer} />
      ))}
      {!guard.ended && view.connection.problem !== null ? <p>{t('noToken')}</p> : null}
      <p className="text-small text-muted">
        {guard.lastLookAt === null ? t('notYet') : t('lastLook', { time: clock(guard.lastLookAt) })}
      </p>
    </section>
  )
}

async function FindingNote({ finding, view, viewer }: { finding: FindingView; view: MigrationView; viewer: Viewer }) {
  const [t, who, clock] = await Promise.all([
    getTranslations('guard'),
    getTranslations('wizard.refusal.who'),
    getClock(),
  ])
  const { what, works, todo, good } = await textOf(finding)
  const { kind, at, overAt } = finding
  if (overAt === at) {
    return (
      <InsetNote tone="good">
        <p>{t('good', { good, time: clock(at) })}</p>
      </InsetNote>
    )
  }
  if (overAt !== null) {
    return (
      <InsetNote>
        <p>
          {what} {t('found', { time: clock(at) })}
        </p>
        <p>{t('over', { good, time: clock(overAt) })}</p>
      </InsetNote>
    )
  }
  const link = LINKS[kind]
  return (
    <InsetNote tone="attention">
      <p className="font-strong">{what}</p>
      <p>{works}</p>
      <p>
        {todo} {who(GUARD_RULES[kind].mender)}
      </p>
      {link ? (
        <p>
          <ExternalLink href={link(view)}>{t('open')}</ExternalLink>
        </p>
      ) : null}
      {kind === 'app_gone' && viewer.move ? <ConnectApp view={view} /> : null}
      <p className="text-small">{t('found', { time: clock(at) })}</p>
    </InsetNote>
  )
}

async function ConnectApp({ view }: { view: MigrationView }) {
  const t = await getTranslations('done')
  return (
    <MoveCommand id={view.id} part="/webhook-subscription" body={{ version: view.version }} stay>
      {t('connectApp')}
    </MoveCommand>
  )
}

/** Where at Meta it can be seen; a subscription is shown nowhere there. */
const LINKS: Readonly<Record<GuardKind, ((view: MigrationView) => string) | null>> = {
  number_offline: metaLinks.destinationNumbers,
  health_blocked: metaLinks.accountQuality,
  payment_missing: metaLinks.billing,
  app_gone: null,
  template_disabled: metaLinks.destinationTemplates,
  template_rejected: metaLinks.destinationTemplates,
  template_paused: metaLinks.destinationTemplates,
  health_limited: metaLinks.accountQuality,
  name_changed: metaLinks.destinationNumbers,
  quality_dropped: metaLinks.destinationNumbers,
  template_category: metaLinks.destinationTemplates,
}

async function textOf(finding: FindingView): Promise<FindingText> {
  const locale = await getLocale()
  return findingText(finding, isLocale(locale) ? locale : DEFAULT_LOCALE)
}

/** What the open page says of its own accord when it changes: all that the newest change made worse or better. */
export async function sayGuard({ guard }: MigrationView): Promise<SaidCheck[]> {
  if (guard === null) return []
  const t = await getTranslations('guard')
  const changedAt = ({ at, overAt }: FindingView) => overAt ?? at
  const newest = guard.findings.map(changedAt).sort().at(-1)
  const sentences = guard.findings
    .filter((finding) => changedAt(finding) === newest)
    .map(async (finding) => {
      const { what, good } = await textOf(finding)
      return finding.overAt === null ? what : good
    })
  return [{ kind: 'guard', said: (await Promise.all(sentences)).join(' ') || t('nothing') }]
}
