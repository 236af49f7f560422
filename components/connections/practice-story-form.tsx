'use client'

import { InsetNote } from '@/components/feedback/inset-note'
import { Form } from '@/components/form/form'
import { type RadioRow, RadiosField } from '@/components/form/radios-field'
import { SubmitButton } from '@/components/form/submit-button'
import type { ConnectionView } from '@/lib/connections/view'
import { useStartMigration } from './use-start-migration'

type PracticeStoryFormProps = {
  texts: Record<'heading' | 'lead' | 'submit' | 'pending', string>
  rows: readonly RadioRow[]
}

/** Two commands, one press: a pretend WhatsApp of its own, then the first page of a move in it. */
export function PracticeStoryForm({ texts, rows }: PracticeStoryFormProps) {
  const { start, problem } = useStartMigration()
  return (
    <Form<{ story: string }, ConnectionView>
      action="/api/connections"
      toBody={({ story }) => ({ kind: 'practice', story })}
      onDone={(connection) => start(connection.id)}
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
