import { getTranslations } from 'next-intl/server'
import type { MigrationView } from '@/lib/migration/view'
import { DrawnChat } from './drawn-chat'

/** In practice the reader also plays a customer who writes, and sees what comes back. */
export async function PracticeChat({ view, word }: { view: MigrationView; word: string }) {
  const t = await getTranslations('proof.practice')
  const number = view.number?.display ?? ''
  return (
    <DrawnChat
      connectionId={view.connection.id}
      digits={(view.number?.e164 ?? '').replace('+', '')}
      word={word}
      texts={{
        heading: t('heading'),
        note: t('note', { number }),
        empty: t('empty'),
        wrote: t('wrote'),
        got: t('got', { number }),
        write: t('write', { word }),
      }}
    />
  )
}
