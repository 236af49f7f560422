import type { ReactNode } from 'react'
import { PracticeFrame } from '@/components/layout/practice-band'
import { MoveMemory } from '@/components/wizard/move-memory'
import { openMigration } from './open-migration'
import './wizard.css'

export default async function MigrationLayout(props: { params: Promise<{ id: string }>; children: ReactNode }) {
  const { view } = await openMigration((await props.params).id)
  const page = (
    <div className="wizard">
      <MoveMemory>{props.children}</MoveMemory>
    </div>
  )
  return view.practice ? <PracticeFrame leaveHref="/migrations">{page}</PracticeFrame> : page
}
