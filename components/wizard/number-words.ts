import 'server-only'
import { getLocale, getTranslations } from 'next-intl/server'
import { DEFAULT_LOCALE, isLocale } from '@/lib/i18n/locales'
import { valueWords } from '@/lib/report/value-words'

type NumberFact = string | number | boolean | null | undefined

/** Meta's words about a number, in the reader's. */
export async function numberWords() {
  const [t, locale] = await Promise.all([getTranslations('done'), getLocale()])
  const words = valueWords({ locale: isLocale(locale) ? locale : DEFAULT_LOCALE })
  return {
    show(fact: NumberFact): string {
      if (fact === null || fact === undefined || fact === '') return t('notReadable')
      if (typeof fact === 'boolean') return t(fact ? 'yes' : 'no')
      return String(fact)
    },
    quality: (rating: string | null | undefined) => rating && words.quality(rating),
    limit: (tier: string | null | undefined) => tier && words.limit(tier),
  }
}
