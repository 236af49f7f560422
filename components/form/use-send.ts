'use client'

import { useMutation } from '@tanstack/react-query'
import { useRef } from 'react'
import { type Answer, type Method, send } from './send'

/**
 * One command of an opened page. Its Idempotency-Key is made once and stays until a final answer has come, so that a
 * double press, a lost answer or a second try does the work once; after a final refusal the next press is a new one.
 */
export function useSend(action: string, method: Method) {
  const key = useRef<string | null>(null)
  const flight = useRef<Promise<Answer> | null>(null)
  const mutation = useMutation({
    mutationFn: (body: unknown) => {
      key.current ??= crypto.randomUUID()
      return send(action, method, body, key.current)
    },
    onSuccess: (answer) => {
      if (answer.kind === 'refused') key.current = null
    },
  })

  /** A second press while the first is on its way gets the first one's answer: nothing is sent twice. */
  function press(body: unknown): Promise<Answer> {
    flight.current ??= mutation.mutateAsync(body).finally(() => {
      flight.current = null
    })
    return flight.current
  }

  return { press, pending: mutation.isPending, reset: () => (key.current = null) }
}
