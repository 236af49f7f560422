import 'server-only'
import { getLocale, getTranslations } from 'next-intl/server'
import type { TemplateRow } from '@/lib/templates/view'

const STATUSES = [
  'APPROVED',
  'PENDING',
  'IN_APPEAL',
  'REJECTED',
  'PAUSED',
  'DISABLED',
  'LIMIT_EXCEEDED',
  'ARCHIVED',
  'DELETED',
  'PENDING_DELETION',
  'UNKNOWN',
] as const
const QUALITIES = ['GREEN', 'YELLOW', 'RED', 'UNKNOWN'] as const
const CATEGORIES = ['UTILITY', 'MARKETING', 'AUTHENTICATION', 'UNKNOWN'] as const

/** Meta's words about templates, in the reader's. One that is newer than we are is shown as it came. */
export async function templateWords() {
  const [t, locale] = await Promise.all([getTranslations('templates'), getLocale()])
  const names = new Intl.DisplayNames(locale, { type: 'language', languageDisplay: 'standard' })

  const status = (word: string): string => {
    const known = STATUSES.find((candidate) => candidate === word)
    return known ? t(`status.${known}`) : word
  }
  const quality = (word: string): string => {
    const known = QUALITIES.find((candidate) => candidate === word)
    return known ? t(`quality.${known}`) : word
  }
  return {
    status,
    category(word: string): string {
      const known = CATEGORIES.find((candidate) => candidate === word)
      return known ? t(`category.${known}`) : word
    },
    /** Meta writes `en_US`; a file may hold anything. */
    language(code: string): string {
      try {
        return names.of(code.replaceAll('_', '-')) ?? code
      } catch {
        return code
      }
    },
    /** How it stands where it is; only what is approved has a rating that matters. */
    standing({ thereStatus, sourceStatus, sourceQuality }: TemplateRow): string {
      if (thereStatus !== null) return status(thereStatus)
      const words = status(sourceStatus ?? 'UNKNOWN')
      return sourceStatus === 'APPROVED' ? `${words}, ${quality(sourceQuality ?? 'UNKNOWN')}` : words
    },
  }
}
