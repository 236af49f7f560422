'use client'

import { useState } from 'react'
import { useFormContext } from 'react-hook-form'
import { useTexts } from '@/components/layout/texts-provider'
import { describedBy, FieldFrame, type FieldTexts } from './field-frame'
import { useFormState } from './form-state'

type PasswordFieldProps = FieldTexts & { name: string; autoComplete: 'current-password' | 'new-password' | 'off' }

/** Seen on request instead of typed twice. */
export function PasswordField({ name, label, hint, autoComplete }: PasswordFieldProps) {
  const texts = useTexts()
  const { register } = useFormContext()
  const error = useFormState().problemOf(name)
  const [seen, setSeen] = useState(false)
  return (
    <FieldFrame id={name} label={label} hint={hint} error={error} errorPrefix={texts.common('errorPrefix')}>
      <div className="flex gap-2">
        <input
          {...register(name)}
          id={name}
          type={seen ? 'text' : 'password'}
          autoComplete={autoComplete}
          autoCapitalize="none"
          spellCheck={false}
          aria-describedby={describedBy(name, hint, error)}
          aria-invalid={error ? true : undefined}
          className="input"
        />
        <button type="button" aria-pressed={seen} onClick={() => setSeen(!seen)} className="button button-second">
          {texts.common(seen ? 'hide' : 'show')}
          <span className="sr-only"> {label}</span>
        </button>
      </div>
    </FieldFrame>
  )
}
