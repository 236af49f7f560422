'use client'

import { usePathname } from 'next/navigation'
import { useEffect, useRef } from 'react'

/** After "Continue" the reader is at the new question, not at the top of a page they cannot see has changed. */
export function HeadingFocus() {
  const pathname = usePathname()
  const shown = useRef(pathname)
  useEffect(() => {
    if (shown.current === pathname) return
    shown.current = pathname
    document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  }, [pathname])
  return null
}
