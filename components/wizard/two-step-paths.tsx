'use client'

import type { ReactNode } from 'react'
import { FormProvider, useForm, useWatch } from 'react-hook-form'
import { RadiosField } from '@/components/form/radios-field'

export type TwoStepPath = 'me' | 'provider'

type TwoStepPathsProps = Record<TwoStepPath, ReactNode> & {
  /** The likelier one, so that nobody has to choose. */
  likely: TwoStepPath
  texts: Record<'who' | 'whoHint' | TwoStepPath, string>
}

/** Who can do it decides what is read. The answer goes nowhere. */
export function TwoStepPaths({ likely, texts, ...paths }: TwoStepPathsProps) {
  const methods = useForm<{ who: TwoStepPath }>({ defaultValues: { who: likely } })
  const who = useWatch({ control: methods.control, name: 'who' })
  return (
    <FormProvider {...methods}>
      <div className="my-6">
        <RadiosField
          name="who"
          legend={texts.who}
          hint={texts.whoHint}
          rows={[
            { value: 'me', label: texts.me },
            { value: 'provider', label: texts.provider },
          ]}
          defaultValue={likely}
        />
      </div>
      {paths[who]}
    </FormProvider>
  )
}
