'use client'

import type { ReactNode } from 'react'
import { InsetNote } from '@/components/feedback/inset-note'
import { Button, type ButtonLook } from '@/components/form/button'
import { useTexts } from '@/components/layout/texts-provider'
import { useStartMigration } from './use-start-migration'

type StartMoveProps = { connectionId: string; look?: ButtonLook; children: ReactNode }

export function StartMove({ connectionId, look = 'main', children }: StartMoveProps) {
  const texts = useTexts()
  const { start, pending, problem } = useStartMigration()
  return (
    <div>
      <Button look={look} aria-disabled={pending} onClick={() => start(connectionId)}>
        {pending ? texts.common('working') : children}
      </Button>
      {problem ? (
        <InsetNote tone="problem" role="alert">
          <p>{problem}</p>
        </InsetNote>
      ) : null}
    </div>
  )
}
