'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { FormProvider, useForm } from 'react-hook-form'
import { ErrorSummary } from '@/components/feedback/error-summary'
import { Icon } from '@/components/feedback/icon'
import { Button } from '@/components/form/button'
import { CheckboxField } from '@/components/form/checkbox-field'
import { FormStateContext } from '@/components/form/form-state'
import { TextField } from '@/components/form/text-field'
import { useTitlePrefix } from '@/components/form/use-title-prefix'
import { ERROR_SLOT } from '@/components/layout/page-top'
import { useTexts } from '@/components/layout/texts-provider'
import { checkPin, formatPin, normalisePin, suggestPin } from '@/lib/migration/pin'
import { useMoveMemory } from './move-memory'
import { stepPath } from './paths'
import { useForgetField } from './use-forget-field'

type PinFormProps = {
  id: string
  phoneDigits: string
  number: string
  /** Under the plate, above the PIN: heading and reason, made by the server. */
  children: ReactNode
  texts: {
    making: string
    suggestedLabel: string
    copy: string
    copied: string
    another: string
    print: string
    slip: string
    slipNote: string
    kept: string
    own: string
    suggested: string
    ownLabel: string
    hide: string
    show: string
    saved: string
    dateAccept: string
  }
}

const randomNumber = (): number => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0

/**
 * The PIN is made here, in the browser, and stays in its memory until the move: it is in no page, address or storage.
 * The main button is the statement that the person has saved it.
 */
export function PinForm({ id, phoneDigits, number, children, texts }: PinFormProps) {
  const router = useRouter()
  const words = useTexts()
  const { pin: kept, code, keepPin } = useMoveMemory()
  const [suggestion, setSuggestion] = useState<string | null>(null)
  const [own, setOwn] = useState(false)
  const [problem, setProblem] = useState<{ code: string; times: number } | null>(null)
  const summary = useRef<HTMLDivElement>(null)
  const form = useForm<{ pin: string; acceptDate: boolean }>({ shouldFocusError: false })
  const context = { phoneDigits, code: code ?? undefined }

  useTitlePrefix(problem ? words.common('errorPrefix') : null)
  useEffect(() => {
    setSuggestion((now) => now ?? kept ?? suggestPin(randomNumber, { phoneDigits, code: code ?? undefined }))
  }, [kept, code, phoneDigits])
  useEffect(() => {
    if (problem) summary.current?.focus()
  }, [problem])

  function go(event: FormEvent) {
    event.preventDefault()
    const values = form.getValues()
    const pin = own ? normalisePin(values.pin ?? '') : suggestion
    if (pin === null) return
    const refused = own ? checkPin(pin, { ...context, acceptDate: values.acceptDate }) : null
    if (refused) {
      setProblem((before) => ({ code: refused, times: (before?.times ?? 0) + 1 }))
      return
    }
    keepPin(pin)
    router.push(stepPath(id, 'review'))
  }

  function switchTo(mine: boolean) {
    setOwn(mine)
    setProblem(null)
  }

  const typed = normalisePin(form.getValues('pin') ?? '')
  const text = problem ? words.error(problem.code, { pin: typed, count: typed.length }) : undefined
  const slot = problem ? document.getElementById(ERROR_SLOT) : null
  const state = { pending: false, problemOf: (name: string) => (name === 'pin' ? text : undefined) }
  return (
    <FormStateContext value={state}>
      <FormProvider {...form}>
        {slot && text
          ? createPortal(
              <ErrorSummary
                ref={summary}
                heading={words.common('problemHeading')}
                problems={[{ text, fieldId: 'pin' }]}
              />,
              slot,
            )
          : null}
        <form method="post" noValidate autoComplete="off" onSubmit={go} className="grid justify-items-start gap-2">
          {children}
          {own ? (
            <OwnPin texts={texts} dateWarned={problem?.code === 'pin_date'} />
          ) : (
            <Suggestion
              pin={suggestion}
              number={number}
              texts={texts}
              again={() => setSuggestion(suggestPin(randomNumber, context))}
            />
          )}
          <Button type="submit">{texts.saved}</Button>
          <Button look="link" onClick={() => switchTo(!own)}>
            {own ? texts.suggested : texts.own}
          </Button>
          {own ? null : (
            <Button look="link" onClick={() => window.print()}>
              {texts.print}
            </Button>
          )}
          <p className="text-small text-muted">{texts.kept}</p>
        </form>
      </FormProvider>
    </FormStateContext>
  )
}

type SuggestionProps = { pin: string | null; number: string; texts: PinFormProps['texts']; again: () => void }

function Suggestion({ pin, number, texts, again }: SuggestionProps) {
  const [copied, setCopied] = useState(false)

  async function copy() {
    if (pin === null) return
    await navigator.clipboard.writeText(pin).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  }

  if (pin === null) return <p className="text-muted">{texts.making}</p>
  return (
    <div className="rounded border border-hairline bg-card px-4 py-2">
      <p className="hidden print:block">{texts.slip}</p>
      <p>
        <span className="sr-only">{texts.suggestedLabel}: </span>
        <output dir="ltr" className="digits text-digits" aria-live="polite">
          {formatPin(pin)}
        </output>
      </p>
      <p className="no-print flex max-w-none flex-wrap gap-x-5">
        <Button look="link" onClick={copy}>
          <Icon name="copy" />
          {texts.copy}
        </Button>
        <Button
          look="link"
          onClick={() => {
            setCopied(false)
            again()
          }}
        >
          {texts.another}
        </Button>
        <span role="status" className="self-center text-small">
          {copied ? texts.copied : null}
        </span>
      </p>
      <p className="hidden print:block">
        <bdi dir="ltr">{number}</bdi> {texts.slipNote}
      </p>
    </div>
  )
}

function OwnPin({ texts, dateWarned }: { texts: PinFormProps['texts']; dateWarned: boolean }) {
  const [hidden, setHidden] = useState(false)
  useForgetField('pin')
  return (
    <>
      <TextField
        name="pin"
        size="digits"
        type={hidden ? 'password' : 'text'}
        label={texts.ownLabel}
        inputMode="numeric"
        autoComplete="off"
        spellCheck={false}
        dir="ltr"
      />
      <Button look="link" aria-pressed={hidden} onClick={() => setHidden(!hidden)}>
        <Icon name="eye" />
        {hidden ? texts.show : texts.hide}
      </Button>
      {dateWarned ? <CheckboxField name="acceptDate" label={texts.dateAccept} /> : null}
    </>
  )
}
