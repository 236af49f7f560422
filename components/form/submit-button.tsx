'use client'

import { type ReactNode, useEffect, useState } from 'react'
import { useTexts } from '@/components/layout/texts-provider'
import { type ButtonLook, buttonClass } from './button'
import { useFormState } from './form-state'

type SubmitButtonProps = {
  look?: ButtonLook
  pendingText?: string
  /** Said when the answer takes longer than ten seconds. */
  slowText?: string
  /** It does not take a press yet. */
  early?: boolean
  children: ReactNode
}

const SLOW_MS = 10_000

/** Never grey: pressed while busy it does nothing, and its words say what is happening. */
export function SubmitButton({ look = 'main', pendingText, slowText, early = false, children }: SubmitButtonProps) {
  const texts = useTexts()
  const { pending } = useFormState()
  const [slow, setSlow] = useState(false)
  useEffect(() => {
    if (!pending) return
    const timer = setTimeout(() => setSlow(true), SLOW_MS)
    return () => {
      clearTimeout(timer)
      setSlow(false)
    }
  }, [pending])
  return (
    <div>
      <button type="submit" aria-disabled={pending || early} className={buttonClass(look)}>
        {pending ? (pendingText ?? texts.common('working')) : children}
      </button>
      {slowText ? (
        <p role="status" className="pt-2">
          {slow ? slowText : null}
        </p>
      ) : null}
    </div>
  )
}
