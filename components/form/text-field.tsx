'use client'

import type { ComponentProps } from 'react'
import { useFormContext } from 'react-hook-form'
import { useTexts } from '@/components/layout/texts-provider'
import { describedBy, FieldFrame, type FieldTexts } from './field-frame'
import { useFormState } from './form-state'

type TextFieldProps = FieldTexts &
  Omit<ComponentProps<'input'>, 'name' | 'id' | 'className' | 'size'> & {
    name: string
    /** `digits`: the big one for codes and PINs. `tel`: about 20 characters wide. */
    size?: 'full' | 'digits' | 'tel'
  }

const sizes = { full: '', digits: 'input-digits', tel: 'input-tel' } as const

export function TextField({ name, label, hint, size = 'full', type = 'text', ...rest }: TextFieldProps) {
  const texts = useTexts()
  const { register } = useFormContext()
  const error = useFormState().problemOf(name)
  return (
    <FieldFrame id={name} label={label} hint={hint} error={error} errorPrefix={texts.common('errorPrefix')}>
      <input
        {...rest}
        {...register(name)}
        id={name}
        type={type}
        aria-describedby={describedBy(name, hint, error)}
        aria-invalid={error ? true : undefined}
        className={`input ${sizes[size]}`}
      />
    </FieldFrame>
  )
}
