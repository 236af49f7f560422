'use client'

import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { type DefaultValues, type FieldErrors, type FieldValues, FormProvider, useForm } from 'react-hook-form'
import type { ZodType } from 'zod'
import { ErrorSummary } from '@/components/feedback/error-summary'
import { type Dictionary, useTexts } from '@/components/layout/texts-provider'
import { FormStateContext } from './form-state'
import { RefusalMore } from './refusal-more'
import type { Method, Refusal } from './send'
import { SummaryPlace } from './summary-place'
import { useSend } from './use-send'
import { useTitlePrefix } from './use-title-prefix'

export type FormProps<Values extends FieldValues, View> = {
  /** Our own API: `/api/…`. */
  action: string
  method?: Method
  /** Only for values the server knows; what people typed before the scripts arrived is kept. */
  defaultValues?: DefaultValues<Values>
  /** What goes over the wire, when it is not the values themselves. */
  toBody?: (values: Values) => unknown
  /** The final good answer, as the handler's output schema says. Move on with `router.push` here. */
  onDone?: (view: View) => void | Promise<void>
  /** Return true when the refusal has been dealt with (a fresh state was loaded, say) and must not be shown. */
  onRefused?: (refusal: Refusal) => boolean | undefined
  /** Checked in the browser first; its messages are error codes. Loaded when first needed. */
  schema?: () => Promise<ZodType<Values, Values>>
  /** Other words for a code in this form. */
  errorTexts?: Dictionary
  /** Said after a good answer when the page stays: "Saved". */
  doneText?: string
  /** Values that follow a refusal's text, when the server did not give them. */
  errorParams?: Record<string, string | number>
  className?: string
  children: ReactNode
}

type Problem = { text: string; field?: string; refusal?: Refusal }

export function Form<Values extends FieldValues = FieldValues, View = unknown>(props: FormProps<Values, View>) {
  const { action, method = 'POST', schema } = props
  const texts = useTexts()
  const { press, pending } = useSend(action, method)
  const [problems, setProblems] = useState<readonly Problem[]>([])
  const [done, setDone] = useState(false)
  const summary = useRef<HTMLDivElement>(null)
  const form = useRef<HTMLFormElement>(null)
  const methods = useForm<Values, unknown, Values>({
    defaultValues: props.defaultValues,
    shouldFocusError: false,
    reValidateMode: 'onSubmit',
    resolver: schema
      ? async (values, context, options) => {
          const [{ schemaResolver }, loaded] = await Promise.all([import('./schema-resolver'), schema()])
          return schemaResolver(loaded)(values, context, options)
        }
      : undefined,
  })

  useTitlePrefix(problems.length > 0 ? texts.common('errorPrefix') : null)
  useEffect(() => {
    if (problems.length > 0) summary.current?.focus()
  }, [problems])

  function refuse(refusal: Refusal) {
    if (props.onRefused?.(refusal)) return
    const params = { reference: refusal.requestId ?? '', ...props.errorParams, ...refusal.params }
    setProblems([{ text: texts.error(refusal.code, params, props.errorTexts), field: refusal.field, refusal }])
  }

  async function onValid(values: Values) {
    setDone(false)
    const answer = await press(props.toBody ? props.toBody(values) : values)
    if (answer.kind !== 'done') return refuse(answer.refusal)
    setProblems([])
    setDone(true)
    // The body is the handler's own output schema of this deployment; a second parse here would only cost bytes.
    await props.onDone?.(answer.body as View)
  }

  /** What was typed is still there, and the key of the press is still good. */
  function sendAgain() {
    setProblems([])
    form.current?.requestSubmit()
  }

  function onInvalid(errors: FieldErrors<Values>) {
    setProblems(
      Object.entries(errors).map(([field, error]) => ({
        field,
        text: texts.error(String(error?.message ?? 'invalid_input'), props.errorParams, props.errorTexts),
      })),
    )
  }

  const state = useMemo(
    () => ({ pending, problemOf: (name: string) => problems.find(({ field }) => field === name)?.text }),
    [pending, problems],
  )

  const fields = methods.control._fields
  const shown = problems.length > 0 && (
    <SummaryPlace>
      <ErrorSummary
        ref={summary}
        heading={texts.common('problemHeading')}
        problems={problems.map(({ text, field }) => ({ text, fieldId: field && field in fields ? field : undefined }))}
      >
        {problems[0]?.refusal ? <RefusalMore refusal={problems[0].refusal} onMended={sendAgain} /> : null}
      </ErrorSummary>
    </SummaryPlace>
  )

  return (
    <FormStateContext value={state}>
      <FormProvider {...methods}>
        {shown}
        <form
          ref={form}
          method="post"
          noValidate
          onSubmit={methods.handleSubmit(onValid, onInvalid)}
          className={props.className ?? 'grid gap-4'}
        >
          <noscript>
            <p className="font-strong">{texts.common('noScript')}</p>
          </noscript>
          {props.children}
          {props.doneText ? <p role="status">{done ? props.doneText : null}</p> : null}
        </form>
      </FormProvider>
    </FormStateContext>
  )
}
