'use client'

import { useEffect, useMemo, useRef, useState } from 'react'
import { FormProvider, useForm } from 'react-hook-form'
import { ErrorSummary } from '@/components/feedback/error-summary'
import { useTexts } from '@/components/layout/texts-provider'
import { FormStateContext } from './form-state'
import { type RadioRow, RadiosField } from './radios-field'
import { SubmitButton } from './submit-button'
import { SummaryPlace } from './summary-place'
import { useTitlePrefix } from './use-title-prefix'

type ChoiceFormProps = {
  name: string
  legend: string
  hint?: string
  rows: readonly RadioRow[]
  defaultValue?: string
  /** Whose words are said when nothing is selected. */
  emptyCode: string
  submitText: string
  onChosen: (value: string) => void
}

/** A question whose answer only chooses the next page: nothing goes to the server. */
export function ChoiceForm(props: ChoiceFormProps) {
  const { name, onChosen, emptyCode } = props
  const texts = useTexts()
  const methods = useForm<Record<string, string | null>>()
  const [problem, setProblem] = useState<{ text: string } | null>(null)
  const summary = useRef<HTMLDivElement>(null)
  useTitlePrefix(problem ? texts.common('errorPrefix') : null)
  useEffect(() => {
    if (problem) summary.current?.focus()
  }, [problem])
  const state = useMemo(
    () => ({ pending: false, problemOf: (field: string) => (field === name ? problem?.text : undefined) }),
    [name, problem],
  )
  return (
    <FormStateContext value={state}>
      <FormProvider {...methods}>
        {problem ? (
          <SummaryPlace>
            <ErrorSummary
              ref={summary}
              heading={texts.common('problemHeading')}
              problems={[{ text: problem.text, fieldId: name }]}
            />
          </SummaryPlace>
        ) : null}
        <form
          method="post"
          noValidate
          className="grid gap-6"
          onSubmit={methods.handleSubmit((values) => {
            const chosen = values[name]
            if (chosen) onChosen(chosen)
            else setProblem({ text: texts.error(emptyCode) })
          })}
        >
          <RadiosField
            name={name}
            legend={props.legend}
            legendIsHeading
            hint={props.hint}
            rows={props.rows}
            defaultValue={props.defaultValue}
          />
          <SubmitButton>{props.submitText}</SubmitButton>
        </form>
      </FormProvider>
    </FormStateContext>
  )
}
