'use client'

import { useEffect } from 'react'

/** "Error: …" in the tab: the first thing a screen reader says, and seen from another tab. */
export function useTitlePrefix(prefix: string | null): void {
  useEffect(() => {
    if (!prefix) return
    const plain = document.title
    document.title = `${prefix}: ${plain}`
    return () => {
      if (document.title === `${prefix}: ${plain}`) document.title = plain
    }
  }, [prefix])
}
