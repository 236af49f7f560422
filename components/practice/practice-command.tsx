'use client'

import { useRouter } from 'next/navigation'
import { CommandButton } from '@/components/form/command-button'
import { useCommand } from '@/components/form/use-command'
import { migrationApi } from '@/components/wizard/paths'

type PracticeCommandProps = {
  id: string
  version: number
  /** The pretend other person's door: `/api/practice/…`. */
  action: string
  body?: unknown
  children: string
}

/** Plays another person, then looks again at what Meta now says. */
export function PracticeCommand({ id, version, action, body, children }: PracticeCommandProps) {
  const router = useRouter()
  const { run } = useCommand({
    action: migrationApi(id, '/checks'),
    onDone: () => router.refresh(),
    onRefused: () => {
      router.refresh()
      return true
    },
  })
  return (
    <CommandButton action={action} body={body} onDone={() => run({ version })}>
      {children}
    </CommandButton>
  )
}
