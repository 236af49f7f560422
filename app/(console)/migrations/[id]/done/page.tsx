import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Plate } from '@/components/data/plate'
import { Panel } from '@/components/feedback/panel'
import { ButtonLink } from '@/components/form/button'
import { PageHeading } from '@/components/layout/page-heading'
import { OverrideNote } from '@/components/proof/override-note'
import { BeforeAfter } from '@/components/wizard/before-after'
import { getClock } from '@/components/wizard/clock'
import { GuardNote } from '@/components/wizard/guard-note'
import { NeedsYou } from '@/components/wizard/needs-you'
import { NextSteps } from '@/components/wizard/next-steps'
import { sidePath } from '@/components/wizard/paths'
import { StepFrame } from '@/components/wizard/step-frame'
import type { Viewer } from '@/components/wizard/viewer'
import type { MigrationView } from '@/lib/migration/view'
import { openStep, type StepProps, stepTitle } from '../open-migration'

export async function generateMetadata({ params }: StepProps): Promise<Metadata> {
  const t = await getTranslations('done')
  return stepTitle((await params).id, 'done', t('heading'), 'moved')
}

export default async function DonePage({ params }: StepProps) {
  const { view, viewer } = await openStep((await params).id, 'done')
  const t = await getTranslations('done')
  const stopped = view.status === 'cancelled'
  return (
    <StepFrame
      view={view}
      viewer={viewer}
      step="done"
      refusals="moved"
      back={{ href: '/migrations', text: t('all') }}
      plate={stopped}
    >
      {stopped ? <Stopped id={view.id} /> : <Moved view={view} viewer={viewer} />}
      <p className="no-print">
        <a href={sidePath(view.id, 'history')} className="inline-flex min-h-11 items-center">
          {t('history')}
        </a>
      </p>
    </StepFrame>
  )
}

async function Stopped({ id }: { id: string }) {
  const t = await getTranslations('done')
  return (
    <>
      <PageHeading>{t('headingStopped')}</PageHeading>
      <p className="mb-4">{t('stoppedText')}</p>
      <Onward id={id} />
    </>
  )
}

async function Moved({ view, viewer }: { view: MigrationView; viewer: Viewer }) {
  const [t, p, clock] = await Promise.all([getTranslations('done'), getTranslations('plate'), getClock()])
  const movedAt = view.confirmedAt ?? view.registeredAt
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
      {view.proof?.override ? <OverrideNote view={view} viewer={viewer} override={view.proof.override} /> : null}
      <NeedsYou view={view} viewer={viewer} />
      <NextSteps view={view} />
      <GuardNote view={view} viewer={viewer} />
      <BeforeAfter view={view} />
      <p className="text-muted">{t('qualityNote')}</p>
      {view.story === null ? null : <Learned story={view.story} />}
      <Onward id={view.id} />
      <p className="no-print">
        <a href={sidePath(view.id, 'way-back')} className="inline-flex min-h-11 items-center">
          {t('wayBack')}
        </a>
      </p>
    </>
  )
}

async function Onward({ id }: { id: string }) {
  const t = await getTranslations('done')
  return (
    <p className="no-print my-4 flex max-w-none flex-wrap items-center gap-4">
      <ButtonLink href="/migrations">{t('another')}</ButtonLink>
      <ButtonLink href={sidePath(id, 'report')} look="second">
        {t('report')}
      </ButtonLink>
    </p>
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
