'use client'

import { FormProvider, useForm, useWatch } from 'react-hook-form'
import { CopyBlock } from '@/components/data/copy-block'
import { ButtonLink } from '@/components/form/button'
import { SelectField } from '@/components/form/select-field'
import { LOCALES, type Locale, localeNames } from '@/lib/i18n/locales'
import { type Letter, mailTo } from './mail-to'
import { PrintButton } from './print-button'

type TwoStepLetterProps = {
  /** The reader's own language comes first; the provider may need another. */
  own: Locale
  letters: Readonly<Record<Locale, Letter>>
  texts: Record<'language' | 'mail' | 'print', string>
}

export function TwoStepLetter({ own, letters, texts }: TwoStepLetterProps) {
  const methods = useForm<{ letterLanguage: Locale }>({ defaultValues: { letterLanguage: own } })
  const language = useWatch({ control: methods.control, name: 'letterLanguage' })
  const letter = letters[language]
  return (
    <FormProvider {...methods}>
      <SelectField
        name="letterLanguage"
        label={texts.language}
        options={LOCALES.map((locale) => ({ value: locale, text: localeNames[locale] }))}
        defaultValue={own}
      />
      <div className="letter">
        <CopyBlock key={language} lang={language} label={letter.subject} text={letter.body}>
          <ButtonLink look="second" href={mailTo(letter)}>
            {texts.mail}
          </ButtonLink>
          <PrintButton>{texts.print}</PrintButton>
        </CopyBlock>
      </div>
    </FormProvider>
  )
}
