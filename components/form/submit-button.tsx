'use client'

import type { ReactNode } from 'react'
import { useTexts } from '@/components/layout/texts-provider'
import { type ButtonLook, buttonClass } from './button'
import { useFormState } from './form-state'

/** Never grey: pressed while busy it does nothing, and its words say what is happening. */
export function SubmitButton(props: { look?: ButtonLook; pendingText?: string; children: ReactNode }) {
  const texts = useTexts()
  const { pending } = useFormState()
  return (
    <button type="submit" aria-disabled={pending} className={`${buttonClass(props.look ?? 'main')} justify-self-start`}>
      {pending ? (props.pendingText ?? texts.common('working')) : props.children}
    </button>
  )
}
