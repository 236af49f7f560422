import { getTranslations } from 'next-intl/server'
import { InsetNote } from '@/components/feedback/inset-note'
import { errorText } from '@/lib/i18n/error-text'
import { isTerminal } from '@/lib/migration/machine'
import type { MigrationView } from '@/lib/migration/view'
import { shownRefusal } from './refusal-panel'

/** The token works no more, and nobody has pressed anything yet that would say so. */
export async function ConnectionNote({ view }: { view: MigrationView }) {
  const { problem, id } = view.connection
  if (problem === null || isTerminal(view.status) || shownRefusal(view) !== null) return null
  const t = await getTranslations('wizard.refusal')
  return (
    <InsetNote tone="attention" role="status">
      <p>{await errorText(problem, { reference: view.reference })}</p>
      <a href={`/connections/token?replace=${id}`} className="inline-flex min-h-11 items-center">
        {t('remedies.newToken')}
      </a>
    </InsetNote>
  )
}
