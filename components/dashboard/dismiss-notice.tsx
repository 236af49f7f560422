'use client'

import { useRouter } from 'next/navigation'
import { CommandButton } from '@/components/form/command-button'

export function DismissNotice({ id, text }: { id: string; text: string }) {
  const router = useRouter()
  return (
    <CommandButton action={`/api/notices/${id}`} method="DELETE" look="link" onDone={() => router.refresh()}>
      {text}
    </CommandButton>
  )
}
