'use client'

import { Button } from '@/components/form/button'

/** `prepare`: what the paper needs to be different from the page. */
export function PrintButton({ prepare, children }: { prepare?: () => void; children: string }) {
  return (
    <Button
      look="second"
      onClick={() => {
        prepare?.()
        window.print()
      }}
    >
      {children}
    </Button>
  )
}
