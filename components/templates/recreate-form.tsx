'use client'

import { useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import { type RadioRow, RadiosField } from '@/components/form/radios-field'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { TextareaField } from '@/components/form/textarea-field'
import { MoveForm } from '@/components/wizard/move-form'
import { madePath, migrationApi } from '@/components/wizard/paths'

export type TextPart = {
  /** The field's own name, as refusals call it: header, body or footer. */
  field: string
  /** Its place among the parts. */
  place: number
  label: string
  text: string
}

type RecreateFormProps = {
  id: string
  version: number
  refusedAt: string | null
  template: { name: string; language: string }
  category: string | undefined
  categories: readonly RadioRow[]
  parts: readonly TextPart[]
  texts: Record<'name' | 'nameHint' | 'category' | 'variables' | 'send' | 'sending', string>
  /** The parts that go as they are. */
  children: ReactNode
}

type Values = Record<string, string | null | undefined>

export function RecreateForm({ id, version, refusedAt, template, parts, texts, ...rest }: RecreateFormProps) {
  const router = useRouter()
  return (
    <MoveForm<Values>
      id={id}
      version={version}
      refusedAt={refusedAt}
      action={migrationApi(id, '/templates/recreation')}
      className="grid gap-6"
      toBody={({ newName, category, ...values }) => ({
        ...template,
        newName,
        // What is not chosen is asked for, not sent as nothing.
        category: category ?? '',
        texts: Object.fromEntries(parts.map(({ field, place }) => [place, values[field] ?? ''])),
      })}
      onDone={() => router.push(madePath(id, template.name))}
    >
      <TextField
        name="newName"
        label={texts.name}
        hint={texts.nameHint}
        defaultValue={template.name}
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
      />
      <RadiosField name="category" legend={texts.category} rows={rest.categories} defaultValue={rest.category} />
      {parts.map(({ field, label, text }) => (
        <TextareaField
          key={field}
          name={field}
          label={label}
          hint={field === 'footer' ? undefined : texts.variables}
          rows={field === 'body' ? 8 : 2}
          defaultValue={text}
          lang={template.language.replaceAll('_', '-')}
          dir="auto"
        />
      ))}
      {rest.children}
      <SubmitButton pendingText={texts.sending}>{texts.send}</SubmitButton>
    </MoveForm>
  )
}
