'use client'

import { createContext, type ReactNode, type RefObject, useContext, useEffect, useMemo, useRef, useState } from 'react'

type Memory = {
  pin: string | null
  /** The code typed a moment ago: kept only to refuse it as PIN. */
  code: string | null
  keepPin: (pin: string | null) => void
  keepCode: (code: string) => void
  say: (sentence: string) => void
  /** A read of the prerequisites that is under way: a press waits for it, because it may change how things stand. */
  checking: RefObject<Promise<void> | null>
  /** The newest version seen in an answer; the page itself may still be on its way. */
  newest: RefObject<number>
  /** Until when it is worth looking often: a press was refused, and what stands in its way may be over soon. */
  watchUntil: RefObject<number>
}

const MemoryContext = createContext<Memory | null>(null)

/**
 * What must outlive one page of the wizard and nothing else: it is in no HTML, address or storage, and it goes when
 * the person leaves, so that the browser's back-forward cache holds nothing either.
 */
export function MoveMemory({ children }: { children: ReactNode }) {
  const [pin, keepPin] = useState<string | null>(null)
  const [code, keepCode] = useState<string | null>(null)
  const [sentence, say] = useState('')
  const checking = useRef<Promise<void> | null>(null)
  const newest = useRef(0)
  const watchUntil = useRef(0)

  useEffect(() => {
    const forget = () => {
      keepPin(null)
      keepCode(null)
    }
    window.addEventListener('pagehide', forget)
    return () => window.removeEventListener('pagehide', forget)
  }, [])

  const memory = useMemo(() => ({ pin, code, keepPin, keepCode, say, checking, newest, watchUntil }), [pin, code])
  return (
    <MemoryContext value={memory}>
      {children}
      <p role="status" className="sr-only">
        {sentence}
      </p>
    </MemoryContext>
  )
}

export function useMoveMemory(): Memory {
  const memory = useContext(MemoryContext)
  if (!memory) throw new Error('MoveMemory is missing above this component')
  return memory
}
