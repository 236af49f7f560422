import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { CopyBlock } from '@/components/data/copy-block'
import { Fold } from '@/components/data/fold'
import { Plate } from '@/components/data/plate'
import { SummaryList } from '@/components/data/summary-list'
import { InsetNote } from '@/components/feedback/inset-note'
import { Panel } from '@/components/feedback/panel'
import { ButtonLink } from '@/components/form/button'
import { PageHeading } from '@/components/layout/page-heading'
import { ProofLine } from '@/components/proof/proof-line'
import { BeforeAfter } from '@/components/wizard/before-after'
import { getClock } from '@/components/wizard/clock'
import { ExternalLink } from '@/components/wizard/external-link'
import { metaLinks } from '@/components/wizard/meta-links'
import { MoveCommand } from '@/components/wizard/move-command'
import { PrintButton } from '@/components/wizard/print-button'
import { StepFrame } from '@/components/wizard/step-frame'
import type { Viewer } from '@/components/wizard/viewer'
import type { MigrationView } from '@/lib/migration/view'
import { missingTemplates } from '@/lib/migration/what-moves'
import { openStep, type StepProps, stepTitle } from '../open-migration'

export async function generateMetadata({ params }: StepProps): Promise<Metadata> {
  const t = await getTranslations('done')
  return stepTitle((await params).id, 'done', t('heading'))
}

export default async function DonePage({ params }: StepProps) {
  const { view, viewer } = await openStep((await params).id, 'done')
  const t = await getTranslations('done')
  const stopped = view.status === 'cancelled'
  return (
    <StepFrame view={view} viewer={viewer} step="done" back={{ href: '/migrations', text: t('all') }} plate={stopped}>
      {stopped ? <Stopped /> : <Moved view={view} viewer={viewer} />}
      <p className="my-4">
        <a href={`/migrations/${view.id}/history`} className="inline-flex min-h-11 items-center">
          {t('history')}
        </a>
      </p>
    </StepFrame>
  )
}

async function Stopped() {
  const t = await getTranslations('done')
  return (
    <>
      <PageHeading>{t('headingStopped')}</PageHeading>
      <p className="mb-4">{t('stoppedText')}</p>
      <ButtonLink href="/migrations">{t('another')}</ButtonLink>
    </>
  )
}

async function Moved({ view, viewer }: { view: MigrationView; viewer: Viewer }) {
  const [t, p, clock] = await Promise.all([getTranslations('done'), getTranslations('plate'), getClock()])
  const missing = missingTemplates(view.before, view.after)
  const movedAt = view.confirmedAt ?? view.registeredAt
  const newId = view.number?.phoneNumberId
  const listens = view.after?.subscribedApps
  return (
    <>
      <Panel heading={t('heading')}>
        {view.number ? (
          <p>
            <Plate number={view.number.display} />
          </p>
        ) : null}
        <p>{p('after')}</p>
        <p>
          {t('reference', { reference: view.reference })}
          {movedAt ? <> · {t('time', { time: clock(movedAt) })}</> : null}
        </p>
      </Panel>
      {missing !== null && missing.length > 0 ? (
        <InsetNote tone="attention">
          <p>{t('templatesPart', { n: missing.length })}</p>
          <Fold title={t('templateList')}>
            <ul className="bulleted">
              {missing.map((template) => (
                <li key={`${template.name} ${template.language}`}>
                  {template.name} ({template.language}) – {template.status}, {template.quality}
                </li>
              ))}
            </ul>
          </Fold>
        </InsetNote>
      ) : null}
      {listens !== null && listens !== undefined && listens.length === 0 ? (
        <InsetNote tone="attention">
          <p>{t('noApp')}</p>
          {viewer.move ? (
            <MoveCommand id={view.id} part="/webhook-subscription" body={{ version: view.version }} stay>
              {t('connectApp')}
            </MoveCommand>
          ) : null}
        </InsetNote>
      ) : null}
      <h2 className="mt-6">{t('nextHeading')}</h2>
      <ol className="numbered my-2 grid gap-2">
        <li>
          {t('next1')}
          {newId ? <CopyBlock label={t('numberId')} text={newId} digits buttonText={t('copyNumberId')} /> : null}
          <SummaryList
            rows={[
              { key: 'number', term: t('oldNumberId'), value: view.number?.sourcePhoneNumberId ?? t('notReadable') },
              { key: 'from', term: t('oldAccountId'), value: view.source?.wabaId ?? t('notReadable') },
              { key: 'to', term: t('accountId'), value: view.destination?.wabaId },
            ]}
          />
        </li>
        <li>
          {t('next2')}
          <ProofLine view={view} />
          <ExternalLink href={metaLinks.destinationNumbers(view)}>{t('openManager')}</ExternalLink>
        </li>
        <li>
          {t('next3')}
          {view.after?.templates ? <> {t('templatesCount', { n: view.after.templates.length })}</> : null}
        </li>
      </ol>
      <p className="text-muted">{t('qualityNote')}</p>
      <BeforeAfter view={view} />
      {view.story === null ? null : <Learned story={view.story} />}
      <p className="no-print my-4 flex max-w-none flex-wrap items-center gap-4">
        <ButtonLink href="/migrations">{t('another')}</ButtonLink>
        <PrintButton>{t('print')}</PrintButton>
      </p>
    </>
  )
}

/** The end of a practice story. */
async function Learned({ story }: { story: string }) {
  const t = await getTranslations('learned')
  return (
    <>
      <h2 className="mt-6">{t('heading')}</h2>
      <ul className="bulleted my-2">
        <li>{t(`${story}.first`)}</li>
        <li>{t(`${story}.second`)}</li>
      </ul>
    </>
  )
}
