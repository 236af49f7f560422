import { getTranslations } from 'next-intl/server'
import { Fold } from '@/components/data/fold'
import { SummaryList } from '@/components/data/summary-list'
import { InsetNote } from '@/components/feedback/inset-note'
import { errorCatalog, errorCodes } from '@/lib/errors/catalog'
import { errorText } from '@/lib/i18n/error-text'
import type { AttemptView, MigrationView } from '@/lib/migration/view'
import { getClock } from './clock'
import { ExternalLink } from './external-link'
import { FocusOnce } from './focus-once'
import { metaLinks } from './meta-links'
import { checkPath, deadEndPath, stepPath } from './paths'
import { type Remedy, remedyFor } from './remedy'
import { SoftLink } from './soft-link'

/** Refusals about what was typed belong to their field; the rest stands on the page until something else happens. */
export function shownRefusal(view: MigrationView): AttemptView | null {
  const code = errorCodes.find((known) => known === view.refusal?.errorCode)
  return code === undefined || errorCatalog[code].field !== undefined ? null : view.refusal
}

export async function RefusalPanel({ view }: { view: MigrationView }) {
  const refusal = shownRefusal(view)
  const code = errorCodes.find((known) => known === refusal?.errorCode)
  if (refusal === null || code === undefined) return null
  const [t, clock] = await Promise.all([getTranslations('wizard.refusal'), getClock()])
  const text = await errorText(code, { reference: view.reference, ...refusal.errorParams })
  const remedy = remedyFor(code)
  const { graph } = refusal
  return (
    <FocusOnce at={refusal.startedAt}>
      <InsetNote tone="problem" heading={t(refusal.state === 'not_sent' ? 'headingNotSent' : 'heading')}>
        <p>{text}</p>
        {remedy ? (
          <p>
            <RemedyLink view={view} remedy={remedy} text={t(`remedies.${remedy.text}`)} />
          </p>
        ) : null}
        {graph ? (
          <Fold title={t('details')}>
            <SummaryList
              rows={[
                {
                  key: 'code',
                  term: t('metaCode'),
                  value: [graph.code, graph.subcode].filter((n) => n !== null).join(' / '),
                },
                { key: 'text', term: t('metaText'), value: graph.userText },
                { key: 'trace', term: t('metaTrace'), value: graph.traceId },
                { key: 'when', term: t('when'), value: clock(refusal.endedAt ?? refusal.startedAt) },
                { key: 'reference', term: t('reference'), value: view.reference },
              ].filter((row) => row.value)}
            />
          </Fold>
        ) : null}
      </InsetNote>
    </FocusOnce>
  )
}

function RemedyLink({ view, remedy, text }: { view: MigrationView; remedy: Remedy; text: string }) {
  switch (remedy.to) {
    case 'check':
      return <SoftLink href={checkPath(view.id, remedy.check)}>{text}</SoftLink>
    case 'step':
      return <SoftLink href={stepPath(view.id, remedy.step)}>{text}</SoftLink>
    case 'accounts':
      return <a href={stepPath(view.id, 'checks', { change: 'accounts' })}>{text}</a>
    case 'connection':
      return <a href={`/connections/token?replace=${view.connection.id}`}>{text}</a>
    case 'dead-end':
      return <SoftLink href={deadEndPath(view.id, remedy.reason)}>{text}</SoftLink>
    case 'meta':
      return <ExternalLink href={metaLinks.destinationHome(view)}>{text}</ExternalLink>
  }
}
