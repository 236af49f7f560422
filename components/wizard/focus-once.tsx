'use client'

import { type ReactNode, useEffect, useRef } from 'react'

/** Takes the focus when something new appears after a press, not when the page is merely opened. */
export function FocusOnce({ at, children }: { at: string; children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const isNew = Date.now() - Date.parse(at) < 60_000
    if (isNew) place.current?.focus()
  }, [at])
  return (
    <div ref={place} tabIndex={-1}>
      {children}
    </div>
  )
}
