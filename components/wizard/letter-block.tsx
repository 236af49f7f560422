'use client'

import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { FormProvider, useForm, useWatch } from 'react-hook-form'
import { CopyBlock } from '@/components/data/copy-block'
import { ButtonLink } from '@/components/form/button'
import { SelectField } from '@/components/form/select-field'
import { LOCALES, type Locale, localeNames } from '@/lib/i18n/locales'
import { type Letter, mailTo } from './mail-to'
import { PrintButton } from './print-button'

type LetterBlockProps = {
  /** The reader's own language comes first; whoever gets it may need another. */
  own: Locale
  letters: Readonly<Record<Locale, Letter>>
  texts: Record<'language' | 'mail' | 'print', string>
}

/** Words for somebody else: in their language, to copy, to mail, or alone on paper. One to a page. */
export function LetterBlock({ own, letters, texts }: LetterBlockProps) {
  const methods = useForm<{ letterLanguage: Locale }>({ defaultValues: { letterLanguage: own } })
  const language = useWatch({ control: methods.control, name: 'letterLanguage' })
  const [alone, setAlone] = useState(false)
  const letter = letters[language]

  useEffect(() => {
    const printed = () => setAlone(false)
    window.addEventListener('afterprint', printed)
    return () => window.removeEventListener('afterprint', printed)
  }, [])

  return (
    <FormProvider {...methods}>
      <div className="no-print">
        <SelectField
          name="letterLanguage"
          label={texts.language}
          options={LOCALES.map((locale) => ({ value: locale, text: localeNames[locale] }))}
          defaultValue={own}
        />
      </div>
      <div className={alone ? 'letter-alone' : undefined}>
        <CopyBlock key={language} lang={language} label={letter.subject} text={letter.body}>
          <ButtonLink look="second" href={mailTo(letter)}>
            {texts.mail}
          </ButtonLink>
          <PrintButton prepare={() => flushSync(() => setAlone(true))}>{texts.print}</PrintButton>
        </CopyBlock>
      </div>
    </FormProvider>
  )
}
