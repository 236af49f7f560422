import { getTranslations } from 'next-intl/server'
import { Fold } from '@/components/data/fold'
import { SummaryList } from '@/components/data/summary-list'
import type { ProfilePart } from '@/lib/migration/after-move'
import type { MigrationView } from '@/lib/migration/view'
import { ExternalLink } from './external-link'
import { metaLinks } from './meta-links'
import { MoveCommand } from './move-command'
import type { Viewer } from './viewer'

const LINES = ['about', 'description', 'address', 'email', 'websites', 'vertical'] as const

type RestoreProfileProps = { view: MigrationView; viewer: Viewer; lost: readonly ProfilePart[] }

/** What the number said of the business before the move, and one press to say it again. The picture can only be set by hand. */
export async function RestoreProfile({ view, viewer, lost }: RestoreProfileProps) {
  const before = view.before?.profile ?? null
  if (before === null) return null
  const t = await getTranslations('profile')
  return (
    <>
      {lost.some((part) => part !== 'picture') ? (
        <>
          <Fold title={t('heading')}>
            <SummaryList
              rows={LINES.filter((line) => before[line].length > 0).map((line) => ({
                key: line,
                term: t(`lines.${line}`),
                value: <bdi className="break-words">{[before[line]].flat().join(', ')}</bdi>,
              }))}
            />
          </Fold>
          {viewer.move ? (
            <div className="no-print mt-2">
              <MoveCommand
                id={view.id}
                part="/profile"
                body={{ version: view.version }}
                pendingText={t('restoring')}
                stay
              >
                {t('restore')}
              </MoveCommand>
            </div>
          ) : null}
        </>
      ) : null}
      {lost.includes('picture') ? (
        <p className="no-print">
          {t('picture')} <ExternalLink href={metaLinks.destinationNumbers(view)}>{t('openManager')}</ExternalLink>
        </p>
      ) : null}
    </>
  )
}
