import { getTranslations } from 'next-intl/server'
import type { CheckKind } from '@/lib/checks/kinds'
import type { MigrationView } from '@/lib/migration/view'
import { PracticeCommand } from './practice-command'

/** In practice the reader also plays the current provider and themselves in Meta's own pages. */
export async function PracticeRoles({ view, kind }: { view: MigrationView; kind: CheckKind }) {
  const outcome = view.checks.find((check) => check.kind === kind)?.outcome
  if (outcome === 'pass' || (kind !== 'two_step_off' && kind !== 'payment')) return null
  const t = await getTranslations('checks.practice')
  const base = `/api/practice/${encodeURIComponent(view.connection.id)}`
  const digits = (view.number?.e164 ?? '').replace('+', '')
  return (
    <section aria-labelledby="roles" className="my-6 rounded border-2 border-dotted border-ink p-4">
      <h2 id="roles" className="mb-2">
        {t('heading')}
      </h2>
      {kind === 'payment' ? (
        <PracticeCommand id={view.id} version={view.version} action={`${base}/payment`}>
          {t('payment')}
        </PracticeCommand>
      ) : (
        <PracticeCommand id={view.id} version={view.version} action={`${base}/two-step`} body={{ digits, on: false }}>
          {t('two_step_off')}
        </PracticeCommand>
      )}
    </section>
  )
}
