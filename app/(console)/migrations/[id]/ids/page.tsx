import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageHeading } from '@/components/layout/page-heading'
import { IdRows } from '@/components/wizard/id-rows'
import { stepPath } from '@/components/wizard/paths'
import { PrintButton } from '@/components/wizard/print-button'
import { ReadyLetter } from '@/components/wizard/ready-letter'
import { StepFrame } from '@/components/wizard/step-frame'
import { SystemNotes } from '@/components/wizard/system-notes'
import { env } from '@/lib/env'
import { type HandOverRow, handOverRows, NONE } from '@/lib/migration/hand-over'
import { openAfterMove, type StepProps, sideTitle } from '../open-migration'

export async function generateMetadata({ params }: StepProps): Promise<Metadata> {
  const t = await getTranslations('handOver')
  return sideTitle((await params).id, t('heading'))
}

/** What other systems know the number by, as it was and as it is: the number itself stays, its ids do not. */
export default async function IdsPage({ params }: StepProps) {
  const { view, viewer } = await openAfterMove((await params).id)
  const [t, d] = await Promise.all([getTranslations('handOver'), getTranslations('done')])
  const rows = handOverRows(view, env().graphApiVersion)
  const values = Object.fromEntries(rows.map(({ key, now }) => [key, now]))
  const before = Object.fromEntries(rows.map((row) => [`${row.key}Before`, row.before ?? null]))
  const note = ({ key, before: was, now }: HandOverRow) => {
    if (now === NONE) return d('noApp')
    return was === undefined ? t(`notes.${key}`) : t('before', { value: was ?? d('notReadable') })
  }
  return (
    <StepFrame view={view} viewer={viewer} step={null} back={{ href: stepPath(view.id, view.step), text: t('back') }}>
      <PageHeading>{t('heading')}</PageHeading>
      <p>{t('lead')}</p>
      <IdRows
        rows={rows.map((row) => ({
          key: row.key,
          term: t(`rows.${row.key}`),
          value: row.now,
          copy: row.key !== 'webhook',
          note: note(row),
        }))}
      />
      <ul className="bulleted my-4">
        {t('facts')
          .split('\n')
          .map((line) => (
            <li key={line}>{line}</li>
          ))}
      </ul>
      <p className="no-print">
        <PrintButton>{t('print')}</PrintButton>
      </p>
      <SystemNotes />
      <h2 className="mt-6">{t('allHeading')}</h2>
      <p className="no-print">{t('allText')}</p>
      <ReadyLetter page="handOver" values={{ ...values, ...before, reference: view.reference }} />
    </StepFrame>
  )
}
