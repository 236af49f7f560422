import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Fold } from '@/components/data/fold'
import { PageHeading } from '@/components/layout/page-heading'
import { PlanAttempts, PlanCalls, PlanWire } from '@/components/plan/plan-calls'
import { PlanMoves, PlanStays } from '@/components/plan/plan-moves'
import { PlanStops } from '@/components/plan/plan-stops'
import { TemplatesLink } from '@/components/templates/templates-link'
import { getClock } from '@/components/wizard/clock'
import { sidePath, stepPath } from '@/components/wizard/paths'
import { PrintButton } from '@/components/wizard/print-button'
import { StepFrame } from '@/components/wizard/step-frame'
import { getPlan } from '@/lib/migration/get-plan'
import { isBeforeMove } from '@/lib/migration/machine'
import { openMigration, type StepProps, stepTitle } from '../open-migration'

export async function generateMetadata({ params }: StepProps): Promise<Metadata> {
  const { id } = await params
  const [t, { view }] = await Promise.all([getTranslations('plan'), openMigration(id)])
  return stepTitle(id, view.step, t('heading'))
}

/** The dry run. Once the number has moved there is nothing left to plan, and without a number nothing yet. */
export default async function PlanPage({ params }: StepProps) {
  const { ctx, view, viewer } = await openMigration((await params).id)
  if (!isBeforeMove(view.status)) redirect(stepPath(view.id, view.step))
  if (view.number === null) redirect(stepPath(view.id, view.step, { note: 'not_reached' }))
  const [t, clock, plan] = await Promise.all([getTranslations('plan'), getClock(), getPlan(ctx, view.id)])
  return (
    <StepFrame view={view} viewer={viewer} step={null} back={{ href: stepPath(view.id, view.step), text: t('back') }}>
      <PageHeading>{t('heading')}</PageHeading>
      <p>{t('lead')}</p>
      <p className="text-small text-muted">
        {plan.readAt === null ? t('notRead') : t('readAt', { time: clock(plan.readAt) })}
      </p>
      <p className="no-print my-2 flex max-w-none flex-wrap items-center gap-x-6 gap-y-2">
        <a href={sidePath(view.id, 'plan')} className="inline-flex min-h-11 items-center">
          {t('again')}
        </a>
        <PrintButton>{t('print')}</PrintButton>
      </p>
      <PlanStops id={view.id} stops={plan.stops} />
      <PlanCalls view={view} calls={plan.calls} />
      <PlanMoves moves={plan.moves} templates={plan.templates} />
      <PlanStays view={view} templates={plan.templates} />
      <TemplatesLink view={view} />
      <PlanAttempts calls={plan.calls} />
      {viewer.support ? (
        <div className="mt-6">
          <Fold title={t('wire')}>
            <PlanWire calls={plan.calls} />
          </Fold>
        </div>
      ) : null}
    </StepFrame>
  )
}
