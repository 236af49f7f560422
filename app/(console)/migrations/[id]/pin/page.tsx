import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { FinishedStep } from '@/components/wizard/finished-step'
import { LeaveLinks } from '@/components/wizard/leave-links'
import { PinForm } from '@/components/wizard/pin-form'
import { isBusy } from '@/components/wizard/position'
import { StepFrame } from '@/components/wizard/step-frame'
import { StepHeading } from '@/components/wizard/step-heading'
import type { MigrationView } from '@/lib/migration/view'
import { first, openStep, type StepProps, stepTitle } from '../open-migration'

export async function generateMetadata({ params }: StepProps): Promise<Metadata> {
  const t = await getTranslations('pin')
  return stepTitle((await params).id, 'pin', t('heading'))
}

export default async function PinPage({ params, searchParams }: StepProps) {
  const { view, viewer, finished } = await openStep((await params).id, 'pin')
  const t = await getTranslations('pin')
  const note = first((await searchParams).note)
  return (
    <StepFrame view={view} viewer={viewer} step="pin" note={note} links={<LeaveLinks view={view} />}>
      <Body view={view} finished={finished} heading={t('heading')} />
    </StepFrame>
  )
}

async function Body({ view, finished, heading }: { view: MigrationView; finished: boolean; heading: string }) {
  const [t, w] = await Promise.all([getTranslations('pin'), getTranslations('wizard')])
  if (finished) return <FinishedStep view={view} step="pin" heading={heading} />
  if (isBusy(view)) return <StepHeading step="pin">{heading}</StepHeading>
  const number = view.number?.display ?? ''
  return (
    <PinForm
      id={view.id}
      phoneDigits={(view.number?.e164 ?? '').replace('+', '')}
      number={number}
      texts={{
        making: t('making'),
        suggestedLabel: t('useThis'),
        copy: w('copy'),
        copied: w('copied'),
        another: t('another'),
        print: t('print'),
        slip: t('slip', { number }),
        slipNote: t('slipNote'),
        kept: `${t('kept')} ${t('email')}`,
        own: t('own'),
        suggested: t('suggested'),
        ownLabel: t('ownLabel'),
        hide: t('hide'),
        show: t('show'),
        saved: t('saved'),
        dateAccept: t('dateAccept'),
      }}
    >
      <StepHeading step="pin">{heading}</StepHeading>
      <p className="-mt-3">{t('why')}</p>
      <noscript>{t('noScript')}</noscript>
    </PinForm>
  )
}
