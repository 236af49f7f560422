'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { FileField } from '@/components/form/file-field'
import { Form } from '@/components/form/form'
import { SubmitButton } from '@/components/form/submit-button'
import { useMoveMemory } from '@/components/wizard/move-memory'
import { migrationApi } from '@/components/wizard/paths'

type ImportFormProps = {
  id: string
  maxBytes: number
  texts: Record<'label' | 'send' | 'sending' | 'done', string>
}

export function ImportForm({ id, maxBytes, texts }: ImportFormProps) {
  const router = useRouter()
  const { say } = useMoveMemory()
  const [read, setRead] = useState(0)
  return (
    <Form<{ file?: string }>
      // The next file is another press.
      key={read}
      action={migrationApi(id, '/templates/file')}
      toBody={({ file }) => ({ file: file ?? '' })}
      onDone={() => {
        setRead((count) => count + 1)
        say(texts.done)
        router.refresh()
      }}
    >
      <FileField name="file" label={texts.label} accept=".json,application/json" maxBytes={maxBytes} />
      <SubmitButton look="second" pendingText={texts.sending}>
        {texts.send}
      </SubmitButton>
    </Form>
  )
}
