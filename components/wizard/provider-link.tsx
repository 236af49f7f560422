import { getTranslations } from 'next-intl/server'
import type { MigrationView } from '@/lib/migration/view'
import { PROVIDERS } from '@/lib/providers/view'
import { sidePath } from './paths'

/** The way to what is known of the provider a person named, or to the question; `namedOnly`: nothing is asked any more. */
export async function ProviderLink({ view, namedOnly = false }: { view: MigrationView; namedOnly?: boolean }) {
  const t = await getTranslations('providers')
  const known = PROVIDERS.find(({ id, site }) => id === view.provider && site !== null)
  if (namedOnly && known === undefined) return null
  return (
    <p className="my-2">
      <a href={sidePath(view.id, 'provider')} className="inline-flex min-h-11 items-center">
        {known ? t('link', { name: known.name }) : t('linkUnnamed')}
      </a>
    </p>
  )
}
