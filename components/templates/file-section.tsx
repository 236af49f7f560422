import { getTranslations } from 'next-intl/server'
import { Fold } from '@/components/data/fold'
import { migrationApi } from '@/components/wizard/paths'
import { isBeforeMove } from '@/lib/migration/machine'
import { FILE_LIMIT } from '@/lib/templates/schemas'
import { ImportForm } from './import-form'
import type { Known } from './known'

const isFromMeta = ({ fromFile, rows }: Known['templates']): boolean =>
  !fromFile && rows.some(({ sourceStatus }) => sourceStatus !== null)

/** Where Meta does not show the source's templates: what happens all the same, and the way to bring a list. */
export async function FileSection({ view, viewer, templates }: Known) {
  const t = await getTranslations('templates.file')
  const { sourceReadable, fromFile } = templates
  // Not tried yet, though there is something to try.
  if (sourceReadable === null && view.source?.wabaId != null) return null
  if (sourceReadable && !fromFile) return null
  return (
    <section aria-labelledby="no-access">
      <h2 id="no-access" className="mt-6">
        {t('heading')}
      </h2>
      <p className="my-2">{t(isBeforeMove(view.status) ? 'moves' : 'movesAfter')}</p>
      {isFromMeta(templates) || !viewer.move ? null : <Bring id={view.id} another={fromFile} />}
    </section>
  )
}

/** The list as a file to keep. */
export async function SaveFile({ view, templates }: Known) {
  if (!isFromMeta(templates)) return null
  const t = await getTranslations('templates.file')
  return (
    <p className="mt-6">
      <a href={migrationApi(view.id, '/templates/file')} className="inline-flex min-h-11 items-center">
        {t('save')}
      </a>
      <span className="block text-small text-muted">{t('saveWhy')}</span>
    </p>
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
