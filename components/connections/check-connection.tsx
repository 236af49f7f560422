'use client'

import { useRouter } from 'next/navigation'
import { CommandButton } from '@/components/form/command-button'

export function CheckConnection({ id, text, pendingText }: { id: string; text: string; pendingText: string }) {
  const router = useRouter()
  return (
    <CommandButton action={`/api/connections/${id}/check`} pendingText={pendingText} onDone={() => router.refresh()}>
      {text}
    </CommandButton>
  )
}
