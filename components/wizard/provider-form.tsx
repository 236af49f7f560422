'use client'

import { type ReactNode, useEffect, useRef } from 'react'
import { SelectField, type SelectOption } from '@/components/form/select-field'
import { SubmitButton } from '@/components/form/submit-button'
import { MoveForm } from './move-form'
import { migrationApi } from './paths'

type ProviderFormProps = {
  id: string
  version: number
  answer: string | null
  options: readonly SelectOption[]
  texts: { label: string; hint: string; save: string; saving: string }
  /** What is known of the provider: read next, so it takes the focus after the press. */
  children: ReactNode
}

export function ProviderForm({ id, version, answer, options, texts, children }: ProviderFormProps) {
  const notes = useRef<HTMLDivElement>(null)
  const saved = useRef<number | null>(null)

  useEffect(() => {
    if (saved.current === null || version < saved.current) return
    saved.current = null
    notes.current?.focus()
  }, [version])

  return (
    <>
      <MoveForm<{ provider: string }>
        id={id}
        version={version}
        refusedAt={null}
        action={migrationApi(id)}
        method="PATCH"
        defaultValues={{ provider: answer ?? '' }}
        toBody={({ provider }) => ({ provider: provider === '' ? null : provider })}
        onDone={(view) => {
          if (view.version > version) saved.current = view.version
          else notes.current?.focus()
        }}
      >
        <SelectField
          name="provider"
          label={texts.label}
          hint={texts.hint}
          options={options}
          defaultValue={answer ?? ''}
        />
        <SubmitButton pendingText={texts.saving}>{texts.save}</SubmitButton>
      </MoveForm>
      <div ref={notes} tabIndex={-1}>
        {children}
      </div>
    </>
  )
}
