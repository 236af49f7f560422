'use client'

import { useState } from 'react'
import { useTexts } from '@/components/layout/texts-provider'
import type { Method, Refusal } from './send'
import { useSend } from './use-send'

type CommandOptions<View> = {
  action: string
  method?: Method
  onDone?: (view: View) => void
  onRefused?: (refusal: Refusal) => boolean | undefined
  errorTexts?: Readonly<Record<string, string>>
  errorParams?: Record<string, string | number>
}

/** The same as a form, for a single button: one key, one flight, words for the refusal. */
export function useCommand<View = unknown>(options: CommandOptions<View>) {
  const texts = useTexts()
  const { press, pending, reset } = useSend(options.action, options.method ?? 'POST')
  const [refusal, setRefusal] = useState<Refusal | null>(null)

  async function run(body?: unknown): Promise<void> {
    const answer = await press(body)
    if (answer.kind === 'done') {
      setRefusal(null)
      // The button stays: its next press is a new command, not the old answer again.
      reset()
      // The body is the handler's own output schema of this deployment; a second parse here would only cost bytes.
      options.onDone?.(answer.body as View)
      return
    }
    if (!options.onRefused?.(answer.refusal)) setRefusal(answer.refusal)
  }

  const params = { reference: refusal?.requestId ?? '', ...options.errorParams, ...refusal?.params }
  return { run, pending, refusal, problem: refusal ? texts.error(refusal.code, params, options.errorTexts) : null }
}
