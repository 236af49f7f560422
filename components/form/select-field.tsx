'use client'

import { useFormContext } from 'react-hook-form'
import { useTexts } from '@/components/layout/texts-provider'
import { describedBy, FieldFrame, type FieldTexts } from './field-frame'
import { useFormState } from './form-state'

export type SelectOption = { value: string; text: string }

type SelectFieldProps = FieldTexts & {
  name: string
  options: readonly SelectOption[]
  /** The common ones first, then all of them. */
  groups?: readonly { text: string; options: readonly SelectOption[] }[]
  defaultValue?: string
}

export function SelectField({ name, label, hint, options, groups = [], defaultValue }: SelectFieldProps) {
  const texts = useTexts()
  const { register } = useFormContext()
  const error = useFormState().problemOf(name)
  return (
    <FieldFrame id={name} label={label} hint={hint} error={error} errorPrefix={texts.common('errorPrefix')}>
      <select
        {...register(name)}
        id={name}
        defaultValue={defaultValue}
        aria-describedby={describedBy(name, hint, error)}
        aria-invalid={error ? true : undefined}
        className="input"
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
        {groups.map((group) => (
          <optgroup key={group.text} label={group.text}>
            {group.options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.text}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </FieldFrame>
  )
}
