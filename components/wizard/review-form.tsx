'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
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
}

/** The one deliberate act. Without a PIN in memory (a reload, another device) the PIN page comes first. */
export function ReviewForm({ id, version, refusedAt, agreement, submit, moving }: ReviewFormProps) {
  const router = useRouter()
  const { pin, keepPin } = useMoveMemory()
  const held = useRef(pin)

  useEffect(() => {
    if (held.current === null) router.replace(stepPath(id, 'pin', { note: 'pin_again' }))
  }, [id, router])

  return (
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
      <SubmitButton pendingText={moving}>{submit}</SubmitButton>
      <Progress text={moving} />
    </MoveForm>
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
