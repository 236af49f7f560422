'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { ErrorSummary, type Problem } from '@/components/feedback/error-summary'
import { Button } from '@/components/form/button'
import { useTitlePrefix } from '@/components/form/use-title-prefix'
import { ERROR_SLOT } from '@/components/layout/page-top'
import { useTexts } from '@/components/layout/texts-provider'

type ContinueFormProps = {
  href: Route
  /** What stops the way on. The button is never grey: it says why instead. */
  problems: readonly Problem[]
  children: string
}

export function ContinueForm({ href, problems, children }: ContinueFormProps) {
  const router = useRouter()
  const texts = useTexts()
  const [pressed, setPressed] = useState(0)
  const summary = useRef<HTMLDivElement>(null)
  const stopped = pressed > 0 && problems.length > 0
  useTitlePrefix(stopped ? texts.common('errorPrefix') : null)
  useEffect(() => {
    if (pressed > 0) summary.current?.focus()
  }, [pressed])

  function go(event: FormEvent) {
    event.preventDefault()
    if (problems.length === 0) router.push(href)
    else setPressed((times) => times + 1)
  }

  return (
    <form action={href} onSubmit={go}>
      {stopped
        ? createPortal(
            <ErrorSummary ref={summary} heading={texts.common('problemHeading')} problems={problems} />,
            document.getElementById(ERROR_SLOT) ?? document.body,
          )
        : null}
      <Button type="submit">{children}</Button>
    </form>
  )
}
