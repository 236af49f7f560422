'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { CopyBlock } from '@/components/data/copy-block'
import { InsetNote } from '@/components/feedback/inset-note'
import { Form } from '@/components/form/form'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import type { NewApiTokenView } from '@/lib/auth/view'

type NewApiTokenFormProps = { texts: Record<'label' | 'hint' | 'submit' | 'once' | 'token' | 'empty', string> }

/** The token stands in this page until it is left, and nowhere else. */
export function NewApiTokenForm({ texts }: NewApiTokenFormProps) {
  const router = useRouter()
  const [made, setMade] = useState<string | null>(null)

  if (made) {
    return (
      <InsetNote tone="attention" role="status">
        <p>{texts.once}</p>
        <CopyBlock label={texts.token} text={made} digits />
      </InsetNote>
    )
  }

  return (
    <Form<{ label: string }, NewApiTokenView>
      action="/api/api-tokens"
      errorTexts={{ name_empty: texts.empty }}
      onDone={(view) => {
        setMade(view.token)
        router.refresh()
      }}
    >
      <TextField name="label" label={texts.label} hint={texts.hint} autoComplete="off" />
      <SubmitButton look="second">{texts.submit}</SubmitButton>
    </Form>
  )
}
