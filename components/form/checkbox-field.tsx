'use client'

import type { ReactNode } from 'react'
import { useFormContext } from 'react-hook-form'
import { useTexts } from '@/components/layout/texts-provider'
import { describedBy, ErrorLine } from './field-frame'
import { useFormState } from './form-state'

export function CheckboxField({ name, label, help }: { name: string; label: ReactNode; help?: ReactNode }) {
  const texts = useTexts()
  const { register } = useFormContext()
  const error = useFormState().problemOf(name)
  return (
    <div>
      <ErrorLine id={name} error={error} errorPrefix={texts.common('errorPrefix')} />
      <div className="choice">
        <input
          {...register(name)}
          id={name}
          type="checkbox"
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(name, help, error)}
        />
        <div>
          <label htmlFor={name}>{label}</label>
          {help ? (
            <p id={`${name}-hint`} className="text-small text-muted">
              {help}
            </p>
          ) : null}
        </div>
      </div>
    </div>
  )
}
