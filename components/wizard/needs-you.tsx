import { getFormatter, getTranslations } from 'next-intl/server'
import { InsetNote } from '@/components/feedback/inset-note'
import { type Need, needsYou } from '@/lib/migration/after-move'
import type { MigrationView } from '@/lib/migration/view'
import { ExternalLink } from './external-link'
import { metaLinks } from './meta-links'
import { MoveCommand } from './move-command'
import { sidePath } from './paths'
import { ReadAgain } from './read-again'
import type { Viewer } from './viewer'

/** What did not come along and somebody has to see to; nothing at all when nothing is known to be missing. */
export async function NeedsYou({ view, viewer }: { view: MigrationView; viewer: Viewer }) {
  const needs = needsYou(view)
  if (needs.length === 0) return null
  const t = await getTranslations('done')
  return (
    <InsetNote tone="attention" heading={t('needsHeading', { n: needs.length })}>
      <ul className="grid grid-cols-1 gap-3">
        {needs.map((need) => (
          <li key={need.kind}>
            <OneNeed need={need} view={view} viewer={viewer} />
          </li>
        ))}
      </ul>
      <ReadAgain view={view} viewer={viewer} />
    </InsetNote>
  )
}

async function OneNeed({ need, view, viewer }: { need: Need; view: MigrationView; viewer: Viewer }) {
  const [t, format] = await Promise.all([getTranslations('done'), getFormatter()])
  switch (need.kind) {
    case 'templates':
      return (
        <>
          <p>{t('templatesMissing', { n: need.count })}</p>
          <a href={sidePath(view.id, 'templates')} className="no-print inline-flex min-h-11 items-center">
            {t('templatesLink')}
          </a>
        </>
      )
    case 'app':
      return (
        <>
          <p>{t('noApp')}</p>
          {viewer.move ? (
            <div className="no-print mt-2">
              <MoveCommand id={view.id} part="/webhook-subscription" body={{ version: view.version }} stay>
                {t('connectApp')}
              </MoveCommand>
            </div>
          ) : null}
        </>
      )
    case 'profile':
      return (
        <>
          <p>{t('profileLost', { parts: format.list(need.parts.map((part) => t(`profileParts.${part}`))) })}</p>
          <span className="no-print">
            <ExternalLink href={metaLinks.destinationNumbers(view)}>{t('profileLink')}</ExternalLink>
          </span>
        </>
      )
    case 'payment':
      return (
        <>
          <p>{t('paymentMissing')}</p>
          <span className="no-print">
            <ExternalLink href={metaLinks.billing()}>{t('paymentLink')}</ExternalLink>
          </span>
        </>
      )
  }
}
