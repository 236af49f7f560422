import { getTranslations } from 'next-intl/server'
import { SummaryList } from '@/components/data/summary-list'
import { numberWords } from '@/components/wizard/number-words'
import type { MovePlan } from '@/lib/migration/plan'
import type { TemplateFact } from '@/lib/migration/snapshot'
import type { MigrationView } from '@/lib/migration/view'

type Templates = MovePlan['templates']

export async function PlanMoves({ moves, templates }: { moves: MovePlan['moves']; templates: Templates }) {
  const [t, d, words] = await Promise.all([getTranslations('plan'), getTranslations('done'), numberWords()])
  const moving = templates?.moving ?? []
  const room = templates?.room ?? null
  return (
    <section aria-labelledby="moves">
      <h2 id="moves" className="mt-6">
        {t('moves')}
      </h2>
      {moves === null ? (
        <p className="my-2">{t('movesUnknown')}</p>
      ) : (
        <SummaryList
          rows={[
            { key: 'name', term: d('rows.displayName'), value: words.show(moves.displayName) },
            { key: 'quality', term: d('rows.quality'), value: words.show(words.quality(moves.qualityRating)) },
            { key: 'limit', term: d('rows.limit'), value: words.show(words.limit(moves.messagingLimit)) },
            { key: 'official', term: d('rows.official'), value: words.show(moves.officialAccount) },
          ]}
        />
      )}
      {templates === null ? (
        <p className="my-2">{t('templatesUnknown')}</p>
      ) : (
        <>
          <p className="mt-2">{t('templatesMove', { n: moving.length })}</p>
          <ul className="bulleted my-2">
            {moving.map((template) => (
              <li key={keyOf(template)}>
                <TemplateName template={template} />
              </li>
            ))}
          </ul>
          {room !== null && room < moving.length ? <p>{t('room', { n: room })}</p> : null}
        </>
      )}
    </section>
  )
}

export async function PlanStays({ view, templates }: { view: MigrationView; templates: Templates }) {
  const t = await getTranslations('plan')
  const account = view.source?.wabaId
  const number = view.number?.sourcePhoneNumberId
  return (
    <section aria-labelledby="stays">
      <h2 id="stays" className="mt-6">
        {t('staysHeading')}
      </h2>
      {templates === null ? null : (
        <>
          <p className="mt-2">{t('templatesStay', { n: templates.staying.length })}</p>
          <ul className="bulleted my-2">
            {templates.staying.map((template) => (
              <li key={keyOf(template)}>
                <TemplateName template={template} /> – {t(`stays.${template.reason}`, { status: template.status })}
              </li>
            ))}
          </ul>
        </>
      )}
      <ul className="bulleted my-2">
        <li>
          {t('too.ids')} {account && number ? t('too.idsFrom', { account, number }) : null}
        </li>
        <li>{t('too.systems')}</li>
        <li>{t('too.chats')}</li>
        <li>{t('too.profile')}</li>
        <li>{t('too.extras')}</li>
        <li>{t('too.ratings')}</li>
      </ul>
    </section>
  )
}

const keyOf = (template: TemplateFact): string => `${template.name} ${template.language}`

const TemplateName = ({ template }: { template: TemplateFact }) => (
  <bdi className="break-all">
    {template.name} ({template.language})
  </bdi>
)
