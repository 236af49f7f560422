import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Plate } from '@/components/data/plate'
import { PageHeading } from '@/components/layout/page-heading'
import { PracticePhone } from '@/components/practice/practice-phone'
import { getClock } from '@/components/wizard/clock'
import { stepPath } from '@/components/wizard/paths'
import { Resend } from '@/components/wizard/resend'
import { StepFrame } from '@/components/wizard/step-frame'
import { openStep, type StepProps, stepTitle } from '../../open-migration'

export async function generateMetadata({ params }: StepProps): Promise<Metadata> {
  const t = await getTranslations('code.ladder')
  return stepTitle((await params).id, 'code', t('heading'))
}

/** A short ladder, the likeliest cause first. */
export default async function NotReceivedPage({ params }: StepProps) {
  const { view, viewer } = await openStep((await params).id, 'code')
  const [t, clock] = await Promise.all([getTranslations('code.ladder'), getClock()])
  const sentAt = view.code.requestedAt
  return (
    <StepFrame
      view={view}
      viewer={viewer}
      step={null}
      plate={false}
      back={{ href: stepPath(view.id, view.step), text: t('back') }}
    >
      <PageHeading>{t('heading')}</PageHeading>
      <ol className="numbered grid gap-4">
        <li>
          <h2>{t('phone')}</h2>
          <p>
            {t('phoneText')} {view.number ? <Plate number={view.number.display} small /> : null}
          </p>
          <a href={`/migrations/${view.id}/stop`} className="inline-flex min-h-11 items-center">
            {t('phoneChange')}
          </a>
        </li>
        <li>
          <h2>{t('signal')}</h2>
          <p>{t('signalText')}</p>
        </li>
        <li>
          <h2>{t('restart')}</h2>
          <p>{t('restartText')}</p>
        </li>
        <li>
          <h2>{t('wait')}</h2>
          {sentAt ? <p>{t('waitText', { time: clock(sentAt) })}</p> : null}
        </li>
        <li>
          <h2>{t('call')}</h2>
          <p className="mb-2">{t('callText')}</p>
          {view.live === null ? <Resend view={view} /> : null}
        </li>
        <li>
          <h2>{t('help')}</h2>
          <p>{t('helpText', { reference: view.reference })}</p>
        </li>
      </ol>
      {view.practice ? <PracticePhone view={view} /> : null}
    </StepFrame>
  )
}
