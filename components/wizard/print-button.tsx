'use client'

import { Button } from '@/components/form/button'

export function PrintButton({ children }: { children: string }) {
  return (
    <Button look="second" onClick={() => window.print()}>
      {children}
    </Button>
  )
}
