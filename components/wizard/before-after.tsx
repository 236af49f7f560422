import { getTranslations } from 'next-intl/server'
import { BeforeAfterTable } from '@/components/data/before-after-table'
import type { MigrationView } from '@/lib/migration/view'
import { type NumberFact, numberWords } from './number-words'

/** What stayed the same and what changed, each with its verdict in words. */
export async function BeforeAfter({ view }: { view: MigrationView }) {
  const [t, { show, quality, limit }] = await Promise.all([getTranslations('done'), numberWords()])
  const { before, after } = view
  const approved = (side: typeof before) => side?.templates?.filter((template) => template.status === 'APPROVED').length
  const stays = (was: NumberFact, is: NumberFact) => {
    if (was == null || is == null) return t('notKnown')
    return was === is ? t('same') : t('needsYou')
  }
  const row = (key: RowKey, was: NumberFact, is: NumberFact, verdict: string) => ({
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
