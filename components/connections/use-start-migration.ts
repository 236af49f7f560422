'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useSend } from '@/components/form/use-send'
import { useTexts } from '@/components/layout/texts-provider'
import type { MigrationView } from '@/lib/migration/view'

/** The first page of a new move on a connection that was just made. */
export function useStartMigration() {
  const router = useRouter()
  const texts = useTexts()
  const { press, pending } = useSend('/api/migrations', 'POST')
  const [problem, setProblem] = useState<string | null>(null)

  async function start(connectionId: string): Promise<void> {
    const answer = await press({ connectionId })
    if (answer.kind !== 'done') {
      const { code, params, requestId } = answer.refusal
      return setProblem(texts.error(code, { reference: requestId ?? '', ...params }))
    }
    // The body is the handler's own output schema of this deployment; a second parse here would only cost bytes.
    const { id } = answer.body as MigrationView
    router.push(`/migrations/${id}`)
  }

  return { start, pending, problem }
}
