import { redirect } from 'next/navigation'
import { stepPath } from '@/components/wizard/paths'
import { openMigration, type StepProps } from './open-migration'

export default async function MigrationPage({ params }: StepProps) {
  const { view } = await openMigration((await params).id)
  redirect(stepPath(view.id, view.step))
}
