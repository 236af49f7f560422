'use client'

import { useEffect, useRef, useState } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'
import { type RadioRow, RadiosField } from '@/components/form/radios-field'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { MoveForm } from './move-form'
import { migrationApi } from './paths'

export const OTHER = 'other'

type NumberFormProps = {
  id: string
  version: number
  refusedAt: string | null
  /** Numbers of the source account that can move; empty when we cannot see it. */
  rows: readonly RadioRow[]
  preset?: string | undefined
  texts: {
    heading: string
    step: string
    hint: string
    another: string
    label: string
    submit: string
    reading: string
    emptyList: string
  }
}

type Values = { listed: string | null; phoneNumber: string }

export function NumberForm({ id, version, refusedAt, rows, preset, texts }: NumberFormProps) {
  const sent = useRef('')
  /** What was typed without a country code and read back to the person: the same text again is a yes. */
  const readBack = useRef<string | null>(null)
  const [typing, setTyping] = useState(rows.length === 0)

  function chosen({ listed, phoneNumber }: Values) {
    sent.current = rows.length > 0 && listed !== OTHER ? (listed ?? '') : (phoneNumber ?? '')
    return { phoneNumber: sent.current, countryConfirmed: readBack.current === sent.current }
  }

  return (
    <MoveForm<Values>
      id={id}
      version={version}
      refusedAt={refusedAt}
      action={migrationApi(id)}
      method="PATCH"
      defaultValues={{ listed: preset ?? null }}
      errorTexts={typing ? undefined : { number_empty: texts.emptyList, number_not_chosen: texts.emptyList }}
      toBody={chosen}
      onRefusal={(refusal) => {
        readBack.current = refusal.code === 'number_country_assumed' ? sent.current : null
      }}
    >
      {rows.length > 0 ? (
        <>
          <RadiosField
            name="listed"
            legend={texts.heading}
            legendIsHeading
            step={texts.step}
            rows={[...rows, { value: OTHER, label: texts.another }]}
            defaultValue={preset}
          />
          <OtherNumber label={texts.label} hint={texts.hint} onShown={setTyping} />
        </>
      ) : (
        <PhoneField hint={texts.hint} />
      )}
      <SubmitButton pendingText={texts.reading}>{texts.submit}</SubmitButton>
    </MoveForm>
  )
}

type OtherNumberProps = { label: string; hint: string; onShown: (shown: boolean) => void }

function OtherNumber({ label, hint, onShown }: OtherNumberProps) {
  const { control } = useFormContext<Values>()
  const listed = useWatch({ control, name: 'listed' })
  useEffect(() => onShown(listed === OTHER), [listed, onShown])
  return listed === OTHER ? <PhoneField label={label} hint={hint} /> : null
}

function PhoneField({ label, hint }: { label?: string; hint: string }) {
  return (
    <TextField
      name="phoneNumber"
      type="tel"
      size="tel"
      autoComplete="tel"
      inputMode="tel"
      dir="ltr"
      label={label}
      hint={hint}
    />
  )
}
