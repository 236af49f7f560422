'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { InsetNote } from '@/components/feedback/inset-note'
import { CheckboxField } from '@/components/form/checkbox-field'
import { useFormState } from '@/components/form/form-state'
import { SubmitButton } from '@/components/form/submit-button'
import { MoveForm } from './move-form'
import { useMoveMemory } from './move-memory'
import { migrationApi, stepPath } from './paths'

type ReviewFormProps = {
  id: string
  version: number
  refusedAt: string | null
  /** Whoever moves a number for a customer says that the customer agreed. */
  agreement: string | null
  submit: string
  moving: string
  /** Said to somebody who pressed before they can have read the page. */
  tooQuick: string
}

/** The second half of a double press on the page before must not move a number (reliability H21). */
const READS_FOR = 3_000

/** The one deliberate act. Without a PIN in memory (a reload, another device) the PIN page comes first. */
export function ReviewForm({ id, version, refusedAt, agreement, submit, moving, tooQuick }: ReviewFormProps) {
  const router = useRouter()
  const { pin, keepPin } = useMoveMemory()
  const held = useRef(pin)
  const [early, setEarly] = useState(true)
  const [hurried, setHurried] = useState(false)

  useEffect(() => {
    if (held.current === null) router.replace(stepPath(id, 'pin', { note: 'pin_again' }))
  }, [id, router])

  useEffect(() => {
    const timer = setTimeout(() => setEarly(false), READS_FOR)
    return () => clearTimeout(timer)
  }, [])

  function hold(event: FormEvent<HTMLElement>) {
    if (!early) return
    event.preventDefault()
    event.stopPropagation()
    setHurried(true)
  }

  return (
    <div onSubmitCapture={hold}>
      <div role="status">
        {hurried ? (
          <InsetNote>
            <p>{tooQuick}</p>
          </InsetNote>
        ) : null}
      </div>
      <MoveForm<{ customerAgreed?: boolean }>
        id={id}
        version={version}
        refusedAt={refusedAt}
        action={migrationApi(id, '/registration')}
        toBody={({ customerAgreed }) => ({
          pin: pin ?? '',
          ...(agreement ? { customerAgreed: customerAgreed === true } : {}),
        })}
        onDone={(view) => {
          if (view.step !== 'pin') keepPin(null)
          router.push(stepPath(id, view.step))
        }}
      >
        {agreement ? <CheckboxField name="customerAgreed" label={agreement} /> : null}
        <SubmitButton pendingText={moving} early={early}>
          {submit}
        </SubmitButton>
        <Progress text={moving} />
      </MoveForm>
    </div>
  )
}

function Progress({ text }: { text: string }) {
  const { pending } = useFormState()
  return (
    <p role="status" className="sr-only">
      {pending ? text : null}
    </p>
  )
}
