'use client'

import { useRouter } from 'next/navigation'
import { Form } from '@/components/form/form'
import { type RadioRow, RadiosField } from '@/components/form/radios-field'
import { SubmitButton } from '@/components/form/submit-button'
import { stepPath } from '@/components/wizard/paths'
import type { MigrationView } from '@/lib/migration/view'

type ConnectionFormProps = {
  rows: readonly RadioRow[]
  preset: string | undefined
  texts: { heading: string; hint: string; submit: string; starting: string; empty: string }
}

export function ConnectionForm({ rows, preset, texts }: ConnectionFormProps) {
  const router = useRouter()
  return (
    <Form<{ connectionId: string | null }, MigrationView>
      action="/api/migrations"
      defaultValues={{ connectionId: preset ?? null }}
      errorTexts={{ invalid_input: texts.empty, not_found: texts.empty }}
      toBody={({ connectionId }) => ({ connectionId: connectionId ?? '' })}
      onDone={(view) => router.push(stepPath(view.id, 'checks'))}
    >
      <RadiosField
        name="connectionId"
        legend={texts.heading}
        legendIsHeading
        hint={texts.hint}
        rows={rows}
        defaultValue={preset}
      />
      <SubmitButton pendingText={texts.starting}>{texts.submit}</SubmitButton>
    </Form>
  )
}
