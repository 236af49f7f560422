import { getTranslations } from 'next-intl/server'
import { Fold } from '@/components/data/fold'
import { templatesOnlyHere } from '@/lib/migration/after-move'
import type { MigrationView } from '@/lib/migration/view'
import { numberWords } from './number-words'

/** By Meta's rules for a move, which would be the same the other way round (contract 3.2), with this number's own values. */
export async function ComesAlong({ view }: { view: MigrationView }) {
  const [t, { show, quality, limit }] = await Promise.all([getTranslations('wayBack.comes'), numberWords()])
  const { before, after } = view
  const templates = before?.templates ?? null
  return (
    <>
      <h2 className="mt-6">{t('heading')}</h2>
      <ul className="bulleted my-2">
        <li>{t('name', { name: show(view.number?.displayName ?? after?.displayName) })}</li>
        <li>
          {t('rating', { rating: show(quality(after?.qualityRating)), limit: show(limit(after?.messagingLimit)) })}
        </li>
        {after?.officialAccount ? <li>{t('badge')}</li> : null}
        <li>{templates === null ? t('theirsUnread') : t('theirs', { n: templates.length })}</li>
      </ul>
    </>
  )
}

export async function StaysHere({ view }: { view: MigrationView }) {
  const t = await getTranslations('wayBack.stays')
  const onlyHere = templatesOnlyHere(view)
  return (
    <>
      <h2 className="mt-6">{t('heading')}</h2>
      <ul className="bulleted my-2">
        <li>
          {onlyHere === null ? t('templatesUnread') : t('templates', { n: onlyHere.length })}
          {onlyHere !== null && onlyHere.length > 0 ? (
            <Fold title={t('templateList')}>
              <ul className="bulleted">
                {onlyHere.map(({ name, language }) => (
                  <li key={`${name} ${language}`} className="break-words">
                    {name} ({language})
                  </li>
                ))}
              </ul>
            </Fold>
          ) : null}
        </li>
        {t('rest')
          .split('\n')
          .map((line) => (
            <li key={line}>{line}</li>
          ))}
      </ul>
    </>
  )
}
