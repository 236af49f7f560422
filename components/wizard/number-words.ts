import 'server-only'
import { getTranslations } from 'next-intl/server'

const RATINGS = ['GREEN', 'YELLOW', 'RED'] as const

export type NumberFact = string | number | boolean | null | undefined

/** Meta's words about a number, in the reader's. */
export async function numberWords() {
  const t = await getTranslations('done')
  return {
    show(fact: NumberFact): string {
      if (fact === null || fact === undefined || fact === '') return t('notReadable')
      if (typeof fact === 'boolean') return t(fact ? 'yes' : 'no')
      return String(fact)
    },
    quality(rating: string | null | undefined) {
      const known = RATINGS.find((candidate) => candidate === rating)
      return known ? t(`quality.${known}`) : rating
    },
    /** TIER_2K, TIER_100K, TIER_UNLIMITED: how many people may be written to first in 24 hours. */
    limit(tier: string | null | undefined) {
      if (tier === 'TIER_UNLIMITED') return t('limitNone')
      const size = tier?.match(/^TIER_(\d+)(K?)$/)
      return size ? t('limit', { n: Number(size[1]) * (size[2] ? 1000 : 1) }) : tier
    },
  }
}
