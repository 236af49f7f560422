'use client'

import { useState } from 'react'

type CopyState = 'idle' | 'copied' | 'failed'

/** A browser may refuse the clipboard, and then the text can still be taken by hand. */
export function useCopy(text: string): { state: CopyState; copy: () => Promise<void> } {
  const [state, setState] = useState<CopyState>('idle')
  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
      setState('copied')
    } catch {
      setState('failed')
    }
  }
  return { state, copy }
}
