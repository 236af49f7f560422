import { getTranslations } from 'next-intl/server'
import { Fold } from '@/components/data/fold'
import { migrationApi } from '@/components/wizard/paths'
import { isBeforeMove } from '@/lib/migration/machine'
import { FILE_LIMIT } from '@/lib/templates/schemas'
import { ImportForm } from './import-form'
import type { Known } from './known'

/** The list as a file to keep; where Meta does not show the source's, the way to bring one. */
export async function FileSection(known: Known) {
  const t = await getTranslations('templates.file')
  const { view, viewer, templates } = known
  if (templates.sourceReadable === null && view.source?.wabaId != null) return null
  if (templates.sourceReadable && !templates.fromFile) {
    if (!templates.rows.some(({ sourceStatus }) => sourceStatus !== null)) return null
    return (
      <p className="my-2">
        <a href={migrationApi(view.id, '/templates/file')} className="inline-flex min-h-11 items-center">
          {t('save')}
        </a>
        <span className="block text-small text-muted">{t('saveWhy')}</span>
      </p>
    )
  }
  const form = viewer.move ? (
    <ImportForm
      id={view.id}
      maxBytes={FILE_LIMIT}
      texts={{ label: t('label'), send: t('send'), sending: t('sending'), done: t('done') }}
    />
  ) : null
  return (
    <section aria-labelledby="no-access">
      <h2 id="no-access" className="mt-6">
        {t('heading')}
      </h2>
      <p className="my-2">{t(isBeforeMove(view.status) ? 'moves' : 'movesAfter')}</p>
      {templates.fromFile ? (
        <>
          <p className="my-2">{t('from')}</p>
          <Fold title={t('another')}>{form}</Fold>
        </>
      ) : (
        <>
          <h3 className="mt-4">{t('importHeading')}</h3>
          <p className="my-2">{t('importWhy')}</p>
          {form}
        </>
      )}
    </section>
  )
}
