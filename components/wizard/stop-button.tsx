'use client'

import { useRouter } from 'next/navigation'
import { CommandButton } from '@/components/form/command-button'
import { migrationApi, stepPath } from './paths'

export function StopButton({ id, version, children }: { id: string; version: number; children: string }) {
  const router = useRouter()
  return (
    <CommandButton
      action={migrationApi(id, `?version=${version}`)}
      method="DELETE"
      look="danger"
      onDone={() => {
        router.push(stepPath(id, 'done'))
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
