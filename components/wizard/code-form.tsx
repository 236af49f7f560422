'use client'

import { useRouter } from 'next/navigation'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { readCode } from '@/lib/migration/code'
import { MoveForm } from './move-form'
import { useMoveMemory } from './move-memory'
import { migrationApi, stepPath } from './paths'
import { useForgetField } from './use-forget-field'

type CodeFormProps = {
  id: string
  version: number
  refusedAt: string | null
  sent: string | null
  hint: string
  submit: string
  checking: string
}

/** One field: no six boxes, no sending by itself, no `maxlength` that would cut a pasted message. */
export function CodeForm({ id, version, refusedAt, sent, hint, submit, checking }: CodeFormProps) {
  const router = useRouter()
  const { keepCode } = useMoveMemory()
  return (
    <MoveForm<{ code: string }>
      id={id}
      version={version}
      refusedAt={refusedAt}
      action={migrationApi(id, '/verification')}
      toBody={({ code }) => {
        const read = readCode(code ?? '')
        if (read.ok) keepCode(read.code)
        return { code: code ?? '' }
      }}
      onDone={(view) => router.push(stepPath(id, view.step))}
      className="grid gap-2"
    >
      {sent ? <p>{sent}</p> : null}
      <CodeField hint={hint} />
      <SubmitButton pendingText={checking}>{submit}</SubmitButton>
    </MoveForm>
  )
}

function CodeField({ hint }: { hint: string }) {
  useForgetField('code')
  return (
    <TextField
      name="code"
      size="digits"
      hint={hint}
      inputMode="numeric"
      autoComplete="one-time-code"
      enterKeyHint="done"
      spellCheck={false}
      dir="ltr"
    />
  )
}
