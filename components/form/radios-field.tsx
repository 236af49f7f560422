'use client'

import type { ReactNode } from 'react'
import { useFormContext } from 'react-hook-form'
import { useTexts } from '@/components/layout/texts-provider'
import { describedBy, ErrorLine, hintId } from './field-frame'
import { useFormState } from './form-state'

export type RadioRow = { value: string; label: ReactNode; help?: ReactNode }

type RadiosFieldProps = {
  name: string
  legend: ReactNode
  /** The legend is the page's heading: the question is read once. */
  legendIsHeading?: boolean
  step?: string
  hint?: ReactNode
  rows: readonly RadioRow[]
  defaultValue?: string
}

/** The first radio has the field's own id, so that a problem's link lands on it. */
export function RadiosField(props: RadiosFieldProps) {
  const { name, rows, hint, defaultValue } = props
  const texts = useTexts()
  const { register } = useFormContext()
  const error = useFormState().problemOf(name)
  return (
    <fieldset aria-describedby={describedBy(name, hint, error)}>
      <legend className={props.legendIsHeading ? 'mb-2' : 'mb-1 font-strong'}>
        {props.step ? <span className="block text-small text-muted">{props.step}</span> : null}
        {props.legendIsHeading ? <h1 tabIndex={-1}>{props.legend}</h1> : props.legend}
      </legend>
      {hint ? (
        <p id={hintId(name)} className="text-muted">
          {hint}
        </p>
      ) : null}
      <ErrorLine id={name} error={error} errorPrefix={texts.common('errorPrefix')} />
      <div className="grid gap-3">
        {rows.map((row, place) => {
          const id = place === 0 ? name : `${name}-${row.value}`
          return (
            <div key={row.value} className="choice">
              <input
                {...register(name)}
                id={id}
                type="radio"
                value={row.value}
                defaultChecked={row.value === defaultValue}
                aria-describedby={row.help ? `${id}-help` : undefined}
              />
              <div>
                <label htmlFor={id}>{row.label}</label>
                {row.help ? (
                  <p id={`${id}-help`} className="text-small text-muted">
                    {row.help}
                  </p>
                ) : null}
              </div>
            </div>
          )
        })}
      </div>
    </fieldset>
  )
}
