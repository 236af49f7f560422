import { getTranslations } from 'next-intl/server'
import { Fold } from '@/components/data/fold'
import { migrationApi } from '@/components/wizard/paths'
import { isBeforeMove } from '@/lib/migration/machine'
import { FILE_LIMIT } from '@/lib/templates/schemas'
import { ImportForm } from './import-form'
import type { Known } from './known'

/** The list as a file to keep; where Meta does not show the source's, the way to bring one. */
export async function FileSection({ view, viewer, templates }: Known) {
  const t = await getTranslations('templates.file')
  const { sourceReadable, fromFile, rows } = templates
  const isFromMeta = !fromFile && rows.some(({ sourceStatus }) => sourceStatus !== null)
  // Not tried yet, though there is something to try.
  if (sourceReadable === null && view.source?.wabaId != null) return null
  return (
    <>
      {sourceReadable && !fromFile ? null : (
        <section aria-labelledby="no-access">
          <h2 id="no-access" className="mt-6">
            {t('heading')}
          </h2>
          <p className="my-2">{t(isBeforeMove(view.status) ? 'moves' : 'movesAfter')}</p>
          {isFromMeta || !viewer.move ? null : <Bring id={view.id} another={fromFile} />}
        </section>
      )}
      {isFromMeta ? (
        <p className="my-2">
          <a href={migrationApi(view.id, '/templates/file')} className="inline-flex min-h-11 items-center">
            {t('save')}
          </a>
          <span className="block text-small text-muted">{t('saveWhy')}</span>
        </p>
      ) : null}
    </>
  )
}

async function Bring({ id, another }: { id: string; another: boolean }) {
  const t = await getTranslations('templates.file')
  const form = (
    <ImportForm
      id={id}
      maxBytes={FILE_LIMIT}
      texts={{ label: t('label'), send: t('send'), sending: t('sending'), done: t('done') }}
    />
  )
  if (another) {
    return (
      <>
        <p className="my-2">{t('from')}</p>
        <Fold title={t('another')}>{form}</Fold>
      </>
    )
  }
  return (
    <>
      <h3 className="mt-4">{t('importHeading')}</h3>
      <p className="my-2">{t('importWhy')}</p>
      {form}
    </>
  )
}
