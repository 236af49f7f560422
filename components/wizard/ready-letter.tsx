import { getFormatter, getLocale, getTranslations } from 'next-intl/server'
import { DEFAULT_LOCALE, isLocale, LOCALES, type Locale } from '@/lib/i18n/locales'
import { LetterBlock } from './letter-block'
import type { Letter } from './mail-to'

type ReadyLetterProps = {
  /** Whose letter: messages `<page>.letter`. */
  page: 'twoStep' | 'handOver' | 'closing' | 'wayBack'
  /** Null: could not be read, and the letter says so. A date is written out. */
  values: Readonly<Record<string, string | Date | null>>
}

/** A letter with everything in it, in every language there is. */
export async function ReadyLetter({ page, values }: ReadyLetterProps) {
  const [t, locale, letters] = await Promise.all([
    getTranslations('twoStep.ask'),
    getLocale(),
    Promise.all(LOCALES.map((each) => write(each, page, values))),
  ])
  return (
    <LetterBlock
      own={isLocale(locale) ? locale : DEFAULT_LOCALE}
      // safe: one entry for every locale there is
      letters={Object.fromEntries(letters) as Record<Locale, Letter>}
      texts={{ language: t('language'), mail: t('mail'), print: t('print') }}
    />
  )
}

async function write(locale: Locale, page: ReadyLetterProps['page'], values: ReadyLetterProps['values']) {
  const [t, d, format] = await Promise.all([
    getTranslations({ locale, namespace: `${page}.letter` }),
    getTranslations({ locale, namespace: 'done' }),
    getFormatter({ locale }),
  ])
  const say = (value: string | Date | null) =>
    value instanceof Date ? format.dateTime(value, { dateStyle: 'long' }) : (value ?? d('notReadable'))
  const said = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, say(value)]))
  return [locale, { subject: t('subject', said), body: t('body', said) }] as const
}
