import { getTranslations } from 'next-intl/server'
import { ExternalLink } from '@/components/wizard/external-link'
import { metaLinks } from '@/components/wizard/meta-links'
import type { TemplateState } from '@/lib/templates/view'
import { offered } from './copy-section'
import { type Known, mayAsk } from './known'
import { TemplateGroup } from './template-group'

/** What needs somebody stands first; what is well comes last. */
const ORDER = [
  'there_unfit',
  'failed',
  'stays',
  'can_copy',
  'moves',
  'on_its_way',
  'there',
  'own',
] as const satisfies TemplateState[]

/** Everything that the form for copies does not show. */
export async function TemplateGroups(known: Known) {
  const t = await getTranslations('templates')
  const inForm = new Set(offered(known))
  const move = mayAsk(known)
  const hints: Partial<Record<TemplateState, string>> = {
    there_unfit: t('hints.there_unfit'),
    on_its_way: t('hints.on_its_way'),
    ...(move ? { stays: t('hints.stays') } : {}),
  }
  return ORDER.map((state) => (
    <TemplateGroup
      key={state}
      id={known.view.id}
      state={state}
      rows={known.templates.rows.filter((row) => row.state === state && !inForm.has(row))}
      move={move}
      hint={hints[state]}
    >
      {state === 'there_unfit' ? (
        <p>
          <ExternalLink href={metaLinks.destinationTemplates(known.view)}>{t('openManager')}</ExternalLink>
        </p>
      ) : null}
    </TemplateGroup>
  ))
}
