import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PracticePhone } from '@/components/practice/practice-phone'
import { CodeEntry } from '@/components/wizard/code-entry'
import { FinishedStep } from '@/components/wizard/finished-step'
import { LeaveLinks } from '@/components/wizard/leave-links'
import { isBusy } from '@/components/wizard/position'
import { StepFrame } from '@/components/wizard/step-frame'
import { StepHeading } from '@/components/wizard/step-heading'
import type { MigrationView } from '@/lib/migration/view'
import { first, openStep, type StepProps, stepTitle } from '../open-migration'

export async function generateMetadata({ params }: StepProps): Promise<Metadata> {
  const t = await getTranslations('code')
  return stepTitle((await params).id, 'code', t('heading'))
}

export default async function CodePage({ params, searchParams }: StepProps) {
  const { view, viewer, finished } = await openStep((await params).id, 'code')
  const t = await getTranslations('code')
  const note = first((await searchParams).note)
  return (
    <StepFrame view={view} viewer={viewer} step="code" note={note} links={<LeaveLinks view={view} />}>
      <Body view={view} finished={finished} heading={t('heading')} />
      {view.practice && !finished ? <PracticePhone view={view} /> : null}
    </StepFrame>
  )
}

function Body({ view, finished, heading }: { view: MigrationView; finished: boolean; heading: string }) {
  if (finished) return <FinishedStep view={view} step="code" heading={heading} />
  if (isBusy(view)) return <StepHeading step="code">{heading}</StepHeading>
  return <CodeEntry view={view} />
}
