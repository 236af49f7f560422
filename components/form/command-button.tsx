'use client'

import type { ReactNode } from 'react'
import { InsetNote } from '@/components/feedback/inset-note'
import { useTexts } from '@/components/layout/texts-provider'
import { type ButtonLook, buttonClass } from './button'
import { RefusalMore } from './refusal-more'
import type { Method, Refusal } from './send'
import { useCommand } from './use-command'

type CommandButtonProps<View> = {
  action: string
  method?: Method
  body?: unknown
  look?: ButtonLook
  onDone?: (view: View) => void
  onRefused?: (refusal: Refusal) => boolean | undefined
  /** What the button says while it works. */
  pendingText?: string
  errorTexts?: Readonly<Record<string, string>>
  errorParams?: Record<string, string | number>
  children: ReactNode
}

/** A button that is a whole command by itself, with its refusal in words beneath it. */
export function CommandButton<View = unknown>(props: CommandButtonProps<View>) {
  const texts = useTexts()
  const { run, pending, problem, refusal } = useCommand<View>(props)
  return (
    <div>
      <button
        type="button"
        aria-disabled={pending}
        onClick={() => run(props.body)}
        className={buttonClass(props.look ?? 'second')}
      >
        {pending ? (props.pendingText ?? texts.common('working')) : props.children}
      </button>
      {problem ? (
        <InsetNote tone="problem" role="alert">
          <p>{problem}</p>
          {refusal ? <RefusalMore refusal={refusal} onMended={() => run(props.body)} /> : null}
        </InsetNote>
      ) : null}
    </div>
  )
}
