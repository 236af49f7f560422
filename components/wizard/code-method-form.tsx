'use client'

import { useFormContext, useWatch } from 'react-hook-form'
import { InsetNote } from '@/components/feedback/inset-note'
import { RadiosField } from '@/components/form/radios-field'
import { SelectField, type SelectOption } from '@/components/form/select-field'
import { SubmitButton } from '@/components/form/submit-button'
import { MoveForm } from './move-form'
import { migrationApi } from './paths'

type CodeMethodFormProps = {
  id: string
  version: number
  refusedAt: string | null
  preset: 'SMS' | 'VOICE'
  language: string
  common: { text: string; options: readonly SelectOption[] }
  all: { text: string; options: readonly SelectOption[] }
  /** A text may never arrive at this kind of line: said when a text is chosen. */
  landline: string | null
  texts: {
    heading: string
    step: string
    hint?: string | undefined
    sms: string
    smsPrep: string
    call: string
    callPrep: string
    menu: string
    language: string
    send: string
    sending: string
  }
}

type Values = { method: 'SMS' | 'VOICE' | null; language: string }

export function CodeMethodForm(props: CodeMethodFormProps) {
  const { id, version, texts } = props
  return (
    <MoveForm<Values>
      id={id}
      version={version}
      refusedAt={props.refusedAt}
      action={migrationApi(id, '/code')}
      defaultValues={{ method: props.preset, language: props.language }}
      toBody={({ method, language }) => ({ method, language })}
    >
      <RadiosField
        name="method"
        legend={texts.heading}
        legendIsHeading
        step={texts.step}
        hint={texts.hint}
        rows={[
          { value: 'SMS', label: texts.sms, help: texts.smsPrep },
          { value: 'VOICE', label: texts.call, help: `${texts.callPrep} ${texts.menu}` },
        ]}
        defaultValue={props.preset}
      />
      {props.landline ? <TextWarning text={props.landline} /> : null}
      <SelectField
        name="language"
        label={texts.language}
        options={[]}
        groups={[props.common, props.all]}
        defaultValue={props.language}
      />
      <SubmitButton pendingText={texts.sending}>{texts.send}</SubmitButton>
    </MoveForm>
  )
}

function TextWarning({ text }: { text: string }) {
  const { control } = useFormContext<Values>()
  const method = useWatch({ control, name: 'method' })
  return (
    <div role="status">
      {method === 'SMS' ? (
        <InsetNote tone="attention">
          <p>{text}</p>
        </InsetNote>
      ) : null}
    </div>
  )
}
