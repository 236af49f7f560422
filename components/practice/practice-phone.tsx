import { getTranslations } from 'next-intl/server'
import type { MigrationView } from '@/lib/migration/view'
import { DrawnPhone } from './drawn-phone'

/** In practice the text message or the call arrives here, so that a trainer can show the whole move. */
export async function PracticePhone({ view }: { view: MigrationView }) {
  const t = await getTranslations('practicePhone')
  return (
    <DrawnPhone
      connectionId={view.connection.id}
      number={view.number?.display ?? ''}
      digits={(view.number?.e164 ?? '').replace('+', '')}
      texts={{ heading: t('heading'), empty: t('empty'), note: t('note'), sms: t('sms'), call: t('call') }}
    />
  )
}
