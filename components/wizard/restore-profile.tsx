import { getTranslations } from 'next-intl/server'
import { SummaryList } from '@/components/data/summary-list'
import { InsetNote } from '@/components/feedback/inset-note'
import type { MigrationView } from '@/lib/migration/view'
import { saysTheSame } from '@/lib/migration/what-moves'
import { ExternalLink } from './external-link'
import { metaLinks } from './meta-links'
import { MoveCommand } from './move-command'
import type { Viewer } from './viewer'

const LINES = ['about', 'description', 'address', 'email', 'websites', 'vertical'] as const

/** What the number said of the business before the move, where it does not say it any more. */
export async function RestoreProfile({ view, viewer }: { view: MigrationView; viewer: Viewer }) {
  const before = view.before?.profile ?? null
  const after = view.after?.profile ?? null
  if (before === null || view.status !== 'confirmed') return null
  const isSaid = LINES.some((line) => before[line].length > 0)
  const isLost = isSaid && (after === null || !saysTheSame(textsOf(after), textsOf(before)))
  const isPictureLost = before.hasPicture && after?.hasPicture === false
  if (!isLost && !isPictureLost) return null
  const t = await getTranslations('profile')
  return (
    <InsetNote tone="attention" heading={t('heading')}>
      {isLost ? (
        <>
          <p>{t('text')}</p>
          <SummaryList
            rows={LINES.filter((line) => before[line].length > 0).map((line) => ({
              key: line,
              term: t(`lines.${line}`),
              value: <bdi className="break-words">{[before[line]].flat().join(', ')}</bdi>,
            }))}
          />
          {viewer.move ? (
            <MoveCommand
              id={view.id}
              part="/profile"
              body={{ version: view.version }}
              pendingText={t('restoring')}
              stay
            >
              {t('restore')}
            </MoveCommand>
          ) : null}
        </>
      ) : null}
      {before.hasPicture && after?.hasPicture !== true ? (
        <p>
          {t('picture')} <ExternalLink href={metaLinks.destinationNumbers(view)}>{t('openManager')}</ExternalLink>
        </p>
      ) : null}
    </InsetNote>
  )
}

type Seen = NonNullable<NonNullable<MigrationView['before']>['profile']>

/** The picture's address changes by itself: it is judged apart. */
const textsOf = ({ hasPicture: _, ...texts }: Seen) => texts
