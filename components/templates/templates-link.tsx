import { getTranslations } from 'next-intl/server'
import { sidePath } from '@/components/wizard/paths'
import { SoftLink } from '@/components/wizard/soft-link'
import { isBeforeMove } from '@/lib/migration/machine'
import type { MigrationView } from '@/lib/migration/view'

/** The way to the templates from wherever they are spoken of. */
export async function TemplatesLink({ view }: { view: MigrationView }) {
  const t = await getTranslations('templates')
  return (
    <SoftLink href={sidePath(view.id, 'templates')}>{t(isBeforeMove(view.status) ? 'link' : 'linkAfter')}</SoftLink>
  )
}
