import { getTranslations } from 'next-intl/server'
import { sidePath } from '@/components/wizard/paths'
import { SoftLink } from '@/components/wizard/soft-link'
import type { MigrationView } from '@/lib/migration/view'
import { splitTemplates } from '@/lib/migration/what-moves'
import type { TemplatesView } from '@/lib/templates/view'

/** Before the one deliberate act: templates that are copied ahead are not missing for a minute (contract 3.3). */
export async function TemplatesFirst({ view, templates }: { view: MigrationView; templates: TemplatesView }) {
  const [t, list] = await Promise.all([getTranslations('review'), getTranslations('templates')])
  const { moving, asked } = openIn(view, templates)
  return (
    <p>
      {asked > 0 ? t('templatesOpen', { n: asked }) : null} {moving + asked > 0 ? t('templatesFirst') : null}{' '}
      <SoftLink href={sidePath(view.id, 'templates')}>{list('link')}</SoftLink>
    </p>
  )
}

/** What could still be copied, by the list that was read last. */
function openIn({ before }: MigrationView, { readAt, rows }: TemplatesView): { moving: number; asked: number } {
  if (readAt !== null) {
    const count = (wanted: string) => rows.filter(({ state, canCopy }) => state === wanted && canCopy).length
    return { moving: count('moves'), asked: count('can_copy') }
  }
  const split = splitTemplates(before?.templates)
  const unrated = split?.staying.filter(({ reason }) => reason === 'quality_unknown') ?? []
  return { moving: split?.moving.length ?? 0, asked: unrated.length }
}
