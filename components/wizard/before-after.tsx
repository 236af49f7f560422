import { getTranslations } from 'next-intl/server'
import { BeforeAfterTable } from '@/components/data/before-after-table'
import type { MigrationView } from '@/lib/migration/view'

const RATINGS = ['GREEN', 'YELLOW', 'RED'] as const

type Fact = string | number | boolean | null | undefined

/** What stayed the same and what changed, each with its verdict in words. */
export async function BeforeAfter({ view }: { view: MigrationView }) {
  const t = await getTranslations('done')
  const { before, after } = view
  const show = (fact: Fact): string => {
    if (fact === null || fact === undefined || fact === '') return t('notReadable')
    if (typeof fact === 'boolean') return t(fact ? 'yes' : 'no')
    return String(fact)
  }
  const quality = (rating: string | null | undefined) => {
    const known = RATINGS.find((candidate) => candidate === rating)
    return known ? t(`quality.${known}`) : rating
  }
  // TIER_2K, TIER_100K, TIER_UNLIMITED: how many people may be written to first in 24 hours.
  const limit = (tier: string | null | undefined) => {
    if (tier === 'TIER_UNLIMITED') return t('limitNone')
    const size = tier?.match(/^TIER_(\d+)(K?)$/)
    return size ? t('limit', { n: Number(size[1]) * (size[2] ? 1000 : 1) }) : tier
  }
  const approved = (side: typeof before) => side?.templates?.filter((template) => template.status === 'APPROVED').length
  const stays = (was: Fact, is: Fact) => {
    if (was == null || is == null) return t('notKnown')
    return was === is ? t('same') : t('needsYou')
  }
  const row = (key: RowKey, was: Fact, is: Fact, verdict: string) => ({
    key,
    fact: t(`rows.${key}`),
    before: show(was),
    after: show(is),
    verdict,
  })
  const templatesBefore = approved(before)
  const templatesAfter = approved(after)
  return (
    <BeforeAfterTable
      caption={t('compareHeading')}
      headings={{ fact: t('what'), before: t('before'), after: t('after'), verdict: t('result') }}
      rows={[
        row('displayName', before?.displayName, after?.displayName, stays(before?.displayName, after?.displayName)),
        row(
          'quality',
          quality(before?.qualityRating),
          quality(after?.qualityRating),
          stays(before?.qualityRating, after?.qualityRating),
        ),
        row(
          'limit',
          limit(before?.messagingLimit),
          limit(after?.messagingLimit),
          stays(before?.messagingLimit, after?.messagingLimit),
        ),
        row(
          'official',
          before?.officialAccount,
          after?.officialAccount,
          stays(before?.officialAccount, after?.officialAccount),
        ),
        row('templates', templatesBefore, templatesAfter, stays(templatesBefore, templatesAfter)),
        row(
          'account',
          view.source?.name ?? view.source?.wabaId,
          view.destination?.name ?? view.destination?.wabaId,
          t('changed'),
        ),
        row('numberId', view.number?.sourcePhoneNumberId, view.number?.phoneNumberId, t('changed')),
      ]}
    />
  )
}

type RowKey = 'displayName' | 'quality' | 'limit' | 'official' | 'templates' | 'account' | 'numberId'
