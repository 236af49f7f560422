'use client'

import type { ComponentProps } from 'react'
import { useFormContext } from 'react-hook-form'
import { useTexts } from '@/components/layout/texts-provider'
import { describedBy, FieldFrame, type FieldTexts } from './field-frame'
import { useFormState } from './form-state'

type TextareaFieldProps = FieldTexts &
  Omit<ComponentProps<'textarea'>, 'name' | 'id' | 'className'> & { name: string; digits?: boolean }

export function TextareaField({ name, label, hint, rows = 4, digits = false, ...rest }: TextareaFieldProps) {
  const texts = useTexts()
  const { register } = useFormContext()
  const error = useFormState().problemOf(name)
  return (
    <FieldFrame id={name} label={label} hint={hint} error={error} errorPrefix={texts.common('errorPrefix')}>
      <textarea
        {...rest}
        {...register(name)}
        id={name}
        rows={rows}
        aria-describedby={describedBy(name, hint, error)}
        aria-invalid={error ? true : undefined}
        className={`input ${digits ? 'digits whitespace-pre-wrap break-all' : ''}`}
      />
    </FieldFrame>
  )
}
