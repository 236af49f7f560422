'use client'

import { useRouter } from 'next/navigation'
import { CommandButton } from '@/components/form/command-button'
import { stepPath } from '@/components/wizard/paths'
import type { MigrationView } from '@/lib/migration/view'

/** One press when there is nothing to choose. */
export function StartButton(props: { connectionId: string; pendingText: string; children: string }) {
  const router = useRouter()
  return (
    <CommandButton<MigrationView>
      action="/api/migrations"
      body={{ connectionId: props.connectionId }}
      look="main"
      pendingText={props.pendingText}
      onDone={(view) => router.push(stepPath(view.id, 'checks'))}
    >
      {props.children}
    </CommandButton>
  )
}
