import { getTranslations } from 'next-intl/server'
import { isBeforeMove } from '@/lib/migration/machine'
import type { MigrationView } from '@/lib/migration/view'

/** Leaving is safe at any time, because every answer is kept; stopping is harmless until the move. */
export async function LeaveLinks({ view, leave = true }: { view: MigrationView; leave?: boolean }) {
  const t = await getTranslations('wizard')
  const link = 'inline-flex min-h-11 items-center'
  return (
    <>
      {leave ? (
        <a href="/migrations" className={link}>
          {t('saveAndLeave')}
        </a>
      ) : null}
      <a href={`/migrations/${view.id}/history`} className={link}>
        {t('historyLink')}
      </a>
      {isBeforeMove(view.status) ? (
        <a href={`/migrations/${view.id}/stop`} className={link}>
          {t('stopLink')}
        </a>
      ) : null}
    </>
  )
}
