import { getTranslations } from 'next-intl/server'
import { SummaryList } from '@/components/data/summary-list'
import { InsetNote } from '@/components/feedback/inset-note'
import { buttonClass } from '@/components/form/button'
import type { Step } from '@/lib/migration/journey'
import type { MigrationView } from '@/lib/migration/view'
import { getClock } from './clock'
import { stepPath } from './paths'
import { SoftLink } from './soft-link'
import { StepHeading } from './step-heading'

/** A question that cannot be answered again: what was answered, and the way on. */
export async function FinishedStep({ view, step, heading }: { view: MigrationView; step: Step; heading: string }) {
  const t = await getTranslations('wizard')
  const answer = await answerOf(view, step)
  return (
    <>
      <StepHeading step={step}>{heading}</StepHeading>
      <InsetNote>
        <p>{t('notes.already_done')}</p>
      </InsetNote>
      {answer ? <SummaryList rows={[{ key: step, term: t('finished.answer'), value: answer }]} /> : null}
      <SoftLink href={stepPath(view.id, view.step)} className={buttonClass('main')}>
        {t('currentLink')}
      </SoftLink>
    </>
  )
}

async function answerOf(view: MigrationView, step: Step): Promise<string | null> {
  const [t, clock] = await Promise.all([getTranslations('wizard.finished'), getClock()])
  switch (step) {
    case 'checks':
      return [view.source?.name, view.destination?.name].filter(Boolean).join(' → ') || null
    case 'number':
      return view.number?.display ?? null
    case 'code-method':
      return view.code.method === null ? null : t(view.code.method === 'VOICE' ? 'voice' : 'sms')
    case 'code':
      return t('codeDone')
    case 'pin':
      return t('pinDone')
    case 'review':
      return view.registeredAt === null ? null : t('moved', { time: clock(view.registeredAt) })
    case 'moving':
    case 'done':
      return null
  }
}
