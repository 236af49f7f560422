'use client'

import { useRouter } from 'next/navigation'
import { RadiosField } from '@/components/form/radios-field'
import { SubmitButton } from '@/components/form/submit-button'
import { MoveForm } from './move-form'
import { migrationApi, stepPath } from './paths'

type CheckAnswerFormProps = {
  id: string
  version: number
  kind: string
  question: string
  hint: string
  answer?: 'yes' | undefined
  texts: { yes: string; no: string; save: string }
}

/** One yes or no for what Meta does not let us read. */
export function CheckAnswerForm({ id, version, kind, question, hint, answer, texts }: CheckAnswerFormProps) {
  const router = useRouter()
  return (
    <MoveForm<{ confirmed: 'yes' | 'no' | null }>
      id={id}
      version={version}
      refusedAt={null}
      action={migrationApi(id, '/checks')}
      method="PATCH"
      defaultValues={{ confirmed: answer ?? null }}
      toBody={({ confirmed }) => ({ kind, confirmed: confirmed === 'yes' })}
      onDone={() => router.push(stepPath(id, 'checks'))}
    >
      <RadiosField
        name="confirmed"
        legend={question}
        hint={hint}
        rows={[
          { value: 'yes', label: texts.yes },
          { value: 'no', label: texts.no },
        ]}
        defaultValue={answer}
      />
      <SubmitButton>{texts.save}</SubmitButton>
    </MoveForm>
  )
}
