import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { DeadEndWay } from '@/components/wizard/dead-end-way'
import { stepPath } from '@/components/wizard/paths'
import { StepFrame } from '@/components/wizard/step-frame'
import { isDeadEnd } from '@/lib/migration/dead-ends'
import { isBeforeMove } from '@/lib/migration/machine'
import { openMigration, stepTitle } from '../../open-migration'

type DeadEndProps = { params: Promise<{ id: string; reason: string }> }

export async function generateMetadata({ params }: DeadEndProps): Promise<Metadata> {
  const { id, reason } = await params
  const [t, { view }] = await Promise.all([getTranslations('deadEnd'), openMigration(id)])
  return isDeadEnd(reason) ? stepTitle(id, view.step, t(`${reason}.heading`)) : {}
}

export default async function DeadEndPage({ params }: DeadEndProps) {
  const { id, reason } = await params
  const { view, viewer } = await openMigration(id)
  if (!isDeadEnd(reason)) notFound()
  // Words about what cannot be moved are out of place once it has been.
  if (!isBeforeMove(view.status)) redirect(stepPath(id, view.step))
  const t = await getTranslations('deadEnd')
  return (
    <StepFrame
      view={view}
      viewer={viewer}
      step={null}
      refusals="none"
      back={{ href: stepPath(id, view.step), text: t('back') }}
    >
      <DeadEndWay view={view} reason={reason} />
    </StepFrame>
  )
}
