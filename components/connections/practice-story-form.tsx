'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { InsetNote } from '@/components/feedback/inset-note'
import { Form } from '@/components/form/form'
import { type RadioRow, RadiosField } from '@/components/form/radios-field'
import { SubmitButton } from '@/components/form/submit-button'
import { useSend } from '@/components/form/use-send'
import { useTexts } from '@/components/layout/texts-provider'
import type { ConnectionView } from '@/lib/connections/view'
import type { MigrationView } from '@/lib/migration/view'

type PracticeStoryFormProps = {
  texts: Record<'heading' | 'lead' | 'submit' | 'pending', string>
  rows: readonly RadioRow[]
}

/** Two commands, one press: a pretend WhatsApp of its own, then the first page of a move in it. */
export function PracticeStoryForm({ texts, rows }: PracticeStoryFormProps) {
  const router = useRouter()
  const words = useTexts()
  const start = useSend('/api/migrations', 'POST')
  const [problem, setProblem] = useState<string | null>(null)

  async function begin(connection: ConnectionView) {
    const answer = await start.press({ connectionId: connection.id })
    if (answer.kind !== 'done') return setProblem(words.error(answer.refusal.code, answer.refusal.params))
    // The body is the handler's own output schema of this deployment; a second parse here would only cost bytes.
    const { id } = answer.body as MigrationView
    router.push(`/migrations/${id}/checks` as '/')
  }

  return (
    <Form<{ story: string }, ConnectionView>
      action="/api/connections"
      toBody={({ story }) => ({ kind: 'practice', story })}
      onDone={begin}
      className="grid gap-6"
    >
      <RadiosField
        name="story"
        legend={texts.heading}
        legendIsHeading
        hint={texts.lead}
        rows={rows}
        defaultValue={rows[0]?.value}
      />
      {problem ? (
        <InsetNote tone="problem" role="alert">
          <p>{problem}</p>
        </InsetNote>
      ) : null}
      <SubmitButton pendingText={texts.pending}>{texts.submit}</SubmitButton>
    </Form>
  )
}
