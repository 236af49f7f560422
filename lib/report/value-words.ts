import { createTranslator } from 'next-intl'
import type { Locale } from '@/lib/i18n/locales'
import en from '@/lib/i18n/messages/en.json'
import vi from '@/lib/i18n/messages/vi.json'
import type { Fact } from './kinds'
import type { FactValue } from './view'

export const MESSAGES: Readonly<Record<Locale, typeof en>> = { en, vi }

type Reader = {
  locale: Locale
  /** How the number that is spoken of is written for people. */
  number?: { e164: string; display: string } | null
}

/** What Meta says of a number, in the reader's words. */
export function valueWords({ locale, number = null }: Reader) {
  const messages = MESSAGES[locale]
  const t = createTranslator({ locale, messages, namespace: 'report' })
  const d = createTranslator({ locale, messages, namespace: 'done' })

  const quality = (rating: string): string => {
    const known = RATINGS.find((candidate) => candidate === rating)
    return known ? d(`quality.${known}`) : rating
  }

  /** TIER_2K, TIER_100K, TIER_UNLIMITED: how many people may be written to first in 24 hours. */
  const limit = (tier: string): string => {
    if (tier === 'TIER_UNLIMITED') return d('limitNone')
    const size = tier.match(/^TIER_(\d+)(K?)$/)
    return size ? d('limit', { n: Number(size[1]) * (size[2] ? 1000 : 1) }) : tier
  }

  /** Words of Meta that we have none for stand as Meta wrote them. */
  const word = (fact: Fact, value: string): string => {
    if (fact === 'number' && value === number?.e164) return number.display
    if (fact === 'quality') return quality(value)
    if (fact === 'limit') return limit(value)
    if (fact === 'nameReview') {
      const known = NAME_REVIEWS.find((candidate) => candidate === value)
      return known ? t(`values.nameReview.${known}`) : value
    }
    if (fact === 'status') {
      const known = NUMBER_STATUSES.find((candidate) => candidate === value)
      return known ? t(`values.status.${known}`) : value
    }
    if (fact === 'platform') {
      const known = PLATFORMS.find((candidate) => candidate === value)
      return known ? t(`values.platform.${known}`) : value
    }
    return value === '' ? t('values.empty') : value
  }

  const value = (fact: Fact, said: FactValue): string => {
    if (said === null) return d('notReadable')
    if (typeof said === 'string') return word(fact, said)
    if (typeof said === 'boolean') {
      if (fact === 'twoStep') return t(said ? 'values.on' : 'values.off')
      return d(said ? 'yes' : 'no')
    }
    if (Array.isArray(said)) return said.length === 0 ? t('values.none') : said.join(', ')
    if ('total' in said) return t('values.templates', said)
    if (said.name && said.id) return `${said.name} – ${said.id}`
    return said.name ?? said.id ?? d('notReadable')
  }

  return { quality, limit, value }
}

const RATINGS = ['GREEN', 'YELLOW', 'RED', 'UNKNOWN', 'NA'] as const
const NAME_REVIEWS = ['APPROVED', 'AVAILABLE_WITHOUT_REVIEW', 'PENDING_REVIEW', 'DECLINED', 'EXPIRED', 'NONE'] as const
const NUMBER_STATUSES = ['CONNECTED', 'DISCONNECTED', 'PENDING', 'RESTRICTED', 'BANNED', 'MIGRATED'] as const
const PLATFORMS = ['CLOUD_API', 'ON_PREMISE', 'NOT_APPLICABLE'] as const
