'use client'

import { useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import type { ButtonLook } from '@/components/form/button'
import { CommandButton } from '@/components/form/command-button'
import type { Method } from '@/components/form/send'
import type { MigrationView } from '@/lib/migration/view'
import { migrationApi, stepPath } from './paths'

type MoveCommandProps = {
  id: string
  /** Under `/api/migrations/{id}`. */
  part: string
  method?: Method
  body: Record<string, unknown>
  look?: ButtonLook
  pendingText?: string
  /** Stay on this page and show how things stand now, instead of going to the current step. */
  stay?: boolean
  children: ReactNode
}

/** One press on a migration that is a whole command. */
export function MoveCommand({ id, part, stay = false, children, ...rest }: MoveCommandProps) {
  const router = useRouter()
  return (
    <CommandButton<MigrationView>
      {...rest}
      action={migrationApi(id, part)}
      onDone={(view) => {
        if (!stay) router.push(stepPath(id, view.step))
        router.refresh()
      }}
      onRefused={() => {
        router.refresh()
        return false
      }}
    >
      {children}
    </CommandButton>
  )
}
