import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { InsetNote } from '@/components/feedback/inset-note'
import { PageHeading } from '@/components/layout/page-heading'
import { sidePath, stepPath } from '@/components/wizard/paths'
import { StepFrame } from '@/components/wizard/step-frame'
import { StopButton } from '@/components/wizard/stop-button'
import { isBeforeMove } from '@/lib/migration/machine'
import type { MigrationView } from '@/lib/migration/view'
import { openMigration, type StepProps, stepTitle } from '../open-migration'

export async function generateMetadata({ params }: StepProps): Promise<Metadata> {
  const t = await getTranslations('stop')
  const { id } = await params
  const { view } = await openMigration(id)
  return stepTitle(id, view.step, t('heading'))
}

export default async function StopPage({ params }: StepProps) {
  const { view, viewer } = await openMigration((await params).id)
  const t = await getTranslations('stop')
  return (
    <StepFrame view={view} viewer={viewer} step={null} back={{ href: stepPath(view.id, view.step), text: t('back') }}>
      {isBeforeMove(view.status) ? <Stop view={view} /> : <NothingToStop view={view} />}
    </StepFrame>
  )
}

async function Stop({ view }: { view: MigrationView }) {
  const t = await getTranslations('stop')
  const opened = view.status !== 'draft' && view.status !== 'ready'
  return (
    <>
      <PageHeading>{t('heading')}</PageHeading>
      <p className="my-2">{t('nothing')}</p>
      {opened ? <p className="my-2">{t('tidy')}</p> : null}
      {view.live ? (
        <InsetNote tone="attention">
          <p>{t('running')}</p>
        </InsetNote>
      ) : (
        <StopButton id={view.id} version={view.version}>
          {t('submit')}
        </StopButton>
      )}
      <p>
        <a href={stepPath(view.id, view.step)} className="inline-flex min-h-11 items-center">
          {t('keep')}
        </a>
      </p>
    </>
  )
}

async function NothingToStop({ view }: { view: MigrationView }) {
  const [t, d] = await Promise.all([getTranslations('stop'), getTranslations('done')])
  const stopped = view.status === 'cancelled'
  return (
    <>
      <PageHeading>{t(stopped ? 'headingStopped' : 'headingAfter')}</PageHeading>
      <p className="my-2">{t(stopped ? 'nothing' : 'after')}</p>
      {stopped ? null : (
        <a href={sidePath(view.id, 'way-back')} className="inline-flex min-h-11 items-center">
          {d('wayBack')}
        </a>
      )}
    </>
  )
}
