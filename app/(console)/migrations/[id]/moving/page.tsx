import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { InsetNote } from '@/components/feedback/inset-note'
import { ProgressList } from '@/components/feedback/progress-list'
import { getClock } from '@/components/wizard/clock'
import { MoveCommand } from '@/components/wizard/move-command'
import { stepPath } from '@/components/wizard/paths'
import { Patience } from '@/components/wizard/patience'
import { StepFrame } from '@/components/wizard/step-frame'
import { StepHeading } from '@/components/wizard/step-heading'
import type { MigrationView } from '@/lib/migration/view'
import { openStep, type StepProps, stepTitle } from '../open-migration'

export async function generateMetadata({ params }: StepProps): Promise<Metadata> {
  const t = await getTranslations('moving')
  return stepTitle((await params).id, 'moving', t('heading'))
}

export default async function MovingPage({ params }: StepProps) {
  const { view, viewer, finished } = await openStep((await params).id, 'moving')
  // Nothing was answered here: who arrives a moment late wants what came of it.
  if (finished) redirect(stepPath(view.id, view.step))
  const t = await getTranslations('moving')
  return (
    <StepFrame view={view} viewer={viewer} step="moving" back={{ href: '/migrations', text: t('all') }}>
      <Moving view={view} />
    </StepFrame>
  )
}

async function Moving({ view }: { view: MigrationView }) {
  const [t, clock] = await Promise.all([getTranslations('moving'), getClock()])
  const accepted = view.status === 'registered'
  const unsure = view.live?.state === 'unknown'
  const began = view.registeredAt ?? view.live?.startedAt ?? view.updatedAt
  const item = (key: 'asked' | 'yes' | 'answers' | 'templates', state: 'done' | 'now' | 'later', time?: string) => ({
    key,
    state,
    text: t(key),
    stateText: t(state),
    ...(time ? { time } : {}),
  })
  return (
    <>
      <StepHeading step="moving">{t(unsure ? 'headingUnsure' : 'heading')}</StepHeading>
      {unsure ? null : (
        <ProgressList
          items={
            accepted
              ? [
                  item('asked', 'done'),
                  item('yes', 'done', view.registeredAt ? clock(view.registeredAt) : undefined),
                  item('answers', 'now'),
                  item('templates', 'later'),
                ]
              : [
                  item('asked', 'now', clock(began)),
                  item('yes', 'later'),
                  item('answers', 'later'),
                  item('templates', 'later'),
                ]
          }
        />
      )}
      {unsure ? null : <Patience since={began} still={t('still')} slow={t('slow')} />}
      {accepted ? (
        <InsetNote>
          <p>{t('notConfirmed')}</p>
          <MoveCommand id={view.id} part="/confirmation" body={{ version: view.version }}>
            {t('check')}
          </MoveCommand>
        </InsetNote>
      ) : null}
      <p>
        <a href={`/migrations/${view.id}`} className="inline-flex min-h-11 items-center">
          {t('see')}
        </a>
      </p>
    </>
  )
}
