import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { PracticeRoles } from '@/components/practice/practice-roles'
import { TemplatesLink } from '@/components/templates/templates-link'
import { CheckDetail } from '@/components/wizard/check-detail'
import { stepPath } from '@/components/wizard/paths'
import { StepFrame } from '@/components/wizard/step-frame'
import { isCheckKind } from '@/lib/checks/kinds'
import { openStep, stepTitle } from '../../open-migration'

type CheckProps = { params: Promise<{ id: string; check: string }> }

export async function generateMetadata({ params }: CheckProps): Promise<Metadata> {
  const { id, check } = await params
  const t = await getTranslations('checks')
  return isCheckKind(check) ? stepTitle(id, 'checks', t(`${check}.title`)) : {}
}

export default async function CheckPage({ params }: CheckProps) {
  const { id, check: kind } = await params
  const { view, viewer } = await openStep(id, 'checks')
  const check = view.checks.find((candidate) => candidate.kind === kind)
  if (check === undefined) notFound()
  const t = await getTranslations('checks.detail')
  return (
    <StepFrame view={view} viewer={viewer} step={null} back={{ href: stepPath(id, 'checks'), text: t('all') }}>
      <CheckDetail view={view} check={check} viewer={viewer} />
      {check.kind === 'template_room' ? <TemplatesLink view={view} /> : null}
      {view.practice && viewer.move ? <PracticeRoles view={view} kind={check.kind} /> : null}
    </StepFrame>
  )
}
