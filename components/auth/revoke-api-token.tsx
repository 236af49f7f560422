'use client'

import { useRouter } from 'next/navigation'
import { CommandButton } from '@/components/form/command-button'

export function RevokeApiToken({ id, text }: { id: string; text: string }) {
  const router = useRouter()
  return (
    <CommandButton action={`/api/api-tokens/${id}`} method="DELETE" look="danger" onDone={() => router.refresh()}>
      {text}
    </CommandButton>
  )
}
