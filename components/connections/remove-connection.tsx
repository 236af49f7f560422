'use client'

import { useRouter } from 'next/navigation'
import { CommandButton } from '@/components/form/command-button'

export function RemoveConnection({ id, text }: { id: string; text: string }) {
  const router = useRouter()
  return (
    <CommandButton
      action={`/api/connections/${id}`}
      method="DELETE"
      look="danger"
      onDone={() => {
        router.push('/connections')
        router.refresh()
      }}
    >
      {text}
    </CommandButton>
  )
}
