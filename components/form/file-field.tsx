'use client'

import { useCallback, useEffect, useRef } from 'react'
import { useFormContext } from 'react-hook-form'
import { useTexts } from '@/components/layout/texts-provider'
import { describedBy, FieldFrame, type FieldTexts } from './field-frame'
import { useFormState } from './form-state'

type FileFieldProps = FieldTexts & {
  name: string
  /** What the browser offers first: `.json`. */
  accept: string
  /** A file that is larger is not read: it cannot be one of ours. */
  maxBytes: number
}

/** Says nothing to any format, so that the answer is the one for a wrong file. */
const TOO_LARGE = '?'

/** The text of a file, read here: it goes to the server as one more value of the form. */
export function FileField({ name, label, hint, accept, maxBytes }: FileFieldProps) {
  const texts = useTexts()
  const { register, setValue } = useFormContext()
  const error = useFormState().problemOf(name)
  const input = useRef<HTMLInputElement>(null)
  const read = useCallback(async () => {
    const file = input.current?.files?.[0]
    setValue(name, file === undefined ? '' : file.size > maxBytes ? TOO_LARGE : await file.text())
  }, [name, maxBytes, setValue])
  useEffect(() => {
    register(name)
    // It may have been chosen before the scripts arrived.
    void read()
  }, [name, register, read])
  return (
    <FieldFrame id={name} label={label} hint={hint} error={error} errorPrefix={texts.common('errorPrefix')}>
      <input
        ref={input}
        id={name}
        type="file"
        accept={accept}
        onChange={read}
        aria-describedby={describedBy(name, hint, error)}
        aria-invalid={error ? true : undefined}
        className="input"
      />
    </FieldFrame>
  )
}
