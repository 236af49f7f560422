'use client'

import { useEffect } from 'react'

/** "Error: …" in the tab: the first thing a screen reader says, and seen from another tab. */
export function useTitlePrefix(prefix: string | null): void {
  useEffect(() => {
    if (!prefix) return
    const start = `${prefix}: `
    const put = () => {
      if (!document.title.startsWith(start)) document.title = start + document.title
    }
    put()
    // A page that is read again writes its plain title over ours.
    const watch = new MutationObserver(put)
    watch.observe(document.head, { childList: true, subtree: true, characterData: true })
    return () => {
      watch.disconnect()
      if (document.title.startsWith(start)) document.title = document.title.slice(start.length)
    }
  }, [prefix])
}
