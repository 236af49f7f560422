'use client'

import { useRouter } from 'next/navigation'
import { ChoiceForm } from '@/components/form/choice-form'

type TokenChoiceFormProps = {
  texts: Record<'heading' | 'why' | 'yes' | 'no' | 'noHelp' | 'other' | 'otherHelp' | 'submit', string>
}

const pages = { yes: '/connections/token', no: '/connections/guide/1', other: '/connections/ask' } as const

const isChoice = (value: string): value is keyof typeof pages => value in pages

export function TokenChoiceForm({ texts }: TokenChoiceFormProps) {
  const router = useRouter()
  return (
    <ChoiceForm
      name="hasToken"
      legend={texts.heading}
      hint={texts.why}
      emptyCode="token_choice_empty"
      rows={[
        { value: 'yes', label: texts.yes },
        { value: 'no', label: texts.no, help: texts.noHelp },
        { value: 'other', label: texts.other, help: texts.otherHelp },
      ]}
      submitText={texts.submit}
      onChosen={(value) => {
        if (isChoice(value)) router.push(pages[value])
      }}
    />
  )
}
