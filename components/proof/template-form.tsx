'use client'

import { CheckboxField } from '@/components/form/checkbox-field'
import { SelectField } from '@/components/form/select-field'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { MoveForm } from '@/components/wizard/move-form'
import { migrationApi } from '@/components/wizard/paths'
import { useProofOptions } from './use-proof-options'

type TemplateFormProps = {
  id: string
  version: number
  refusedAt: string | null
  texts: Record<
    | 'to'
    | 'toHint'
    | 'template'
    | 'templateHint'
    | 'choose'
    | 'reading'
    | 'none'
    | 'unreadable'
    | 'consent'
    | 'submit'
    | 'sending',
    string
  >
}

type Values = { to: string; template: string; consent: boolean }

/** The number typed here goes into this one request and is kept nowhere; the box is never ticked beforehand. */
export function TemplateForm({ id, version, refusedAt, texts }: TemplateFormProps) {
  const { data, isPending } = useProofOptions(id)
  if (isPending) return <p role="status">{texts.reading}</p>
  if (data === undefined || data.templates === null) return <p role="status">{texts.unreadable}</p>
  const { templates } = data
  if (templates.length === 0) return <p role="status">{texts.none}</p>
  const options = templates.map(({ name, language, text }, place) => ({
    value: String(place),
    text: `${name} (${language})${text === '' ? '' : ` – ${shortened(text)}`}`,
  }))
  return (
    <MoveForm<Values>
      id={id}
      version={version}
      refusedAt={refusedAt}
      action={migrationApi(id, '/test-message')}
      toBody={({ to, template, consent }) => {
        const chosen = template === '' ? undefined : templates[Number(template)]
        return {
          to,
          consent,
          ...(chosen === undefined ? {} : { template: { name: chosen.name, language: chosen.language } }),
        }
      }}
      onDone={() => {}}
    >
      <TextField
        name="to"
        label={texts.to}
        hint={texts.toHint}
        size="tel"
        inputMode="tel"
        autoComplete="off"
        spellCheck={false}
        dir="ltr"
      />
      <SelectField
        name="template"
        label={texts.template}
        hint={texts.templateHint}
        options={[{ value: '', text: texts.choose }, ...options]}
        defaultValue=""
      />
      <CheckboxField name="consent" label={texts.consent} />
      <SubmitButton look="second" pendingText={texts.sending}>
        {texts.submit}
      </SubmitButton>
    </MoveForm>
  )
}

const MOST = 40

const shortened = (text: string): string => {
  const line = text.replaceAll(/\s+/g, ' ')
  return line.length <= MOST ? line : `${line.slice(0, MOST - 1)}…`
}
