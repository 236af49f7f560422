import { getTranslations } from 'next-intl/server'
import type { MigrationView } from '@/lib/migration/view'
import { getClock } from './clock'
import { MoveCommand } from './move-command'
import type { Viewer } from './viewer'

/** How old what Meta said is, and one press that asks it again. */
export async function ReadAgain({ view, viewer }: { view: MigrationView; viewer: Viewer }) {
  if (view.after === null) return null
  const [t, clock] = await Promise.all([getTranslations('done'), getClock()])
  return (
    <div className="no-print flex flex-wrap items-center gap-x-4 gap-y-2">
      <p className="text-small">{t('readAt', { time: clock(view.after.accountReadAt ?? view.after.readAt) })}</p>
      {viewer.move ? (
        <MoveCommand id={view.id} part="/confirmation" body={{ version: view.version }} look="link" stay>
          {t('readAgain')}
        </MoveCommand>
      ) : null}
    </div>
  )
}
