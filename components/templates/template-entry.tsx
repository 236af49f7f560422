import { getTranslations } from 'next-intl/server'
import { recreatePath } from '@/components/wizard/paths'
import { SoftLink } from '@/components/wizard/soft-link'
import type { TemplateRow } from '@/lib/templates/view'
import { templateWords } from './template-words'

export const TemplateName = async ({ template }: { template: Pick<TemplateRow, 'name' | 'language'> }) => (
  <>
    <bdi className="break-all">{template.name}</bdi> – {(await templateWords()).language(template.language)}
  </>
)

type TemplateFactsProps = {
  id: string
  row: TemplateRow
  /** May make it anew. */
  move: boolean
}

/** What it is, why it does not come, Meta's own words apart from ours, and what can be done. */
export async function TemplateFacts({ id, row, move }: TemplateFactsProps) {
  const [t, words] = await Promise.all([getTranslations('templates'), templateWords()])
  const mayMake = move && (row.state === 'failed' || row.state === 'stays')
  return (
    <>
      {words.category(row.category)} · {await standing(row)}
      {row.state === 'stays' && row.reason === null ? <span className="block">{t('missing')}</span> : null}
      {row.metaReason ? (
        <span className="block">
          {t('metaSays')}: <bdi>{row.metaReason}</bdi>
        </span>
      ) : null}
      {row.metaReason === '' ? <span className="block">{t('metaSilent')}</span> : null}
      {row.madeAs === null ? null : <span className="block break-words">{t('madeAs', { name: row.madeAs })}</span>}
      {mayMake && row.byHand !== null ? <span className="block">{t(`byHand.${row.byHand}`)}</span> : null}
      {mayMake && row.canRecreate ? (
        // Above the label that covers the row of a checkbox.
        <SoftLink href={recreatePath(id, row)} className="relative z-1 flex min-h-11 w-fit items-center">
          <span>
            {t('makeAnew')}
            <span className="sr-only">
              {' '}
              {row.name} {words.language(row.language)}
            </span>
          </span>
        </SoftLink>
      ) : null}
    </>
  )
}

/** Of one that stays, why it does says also how it stands. */
async function standing(row: TemplateRow): Promise<string> {
  const [t, words] = await Promise.all([getTranslations('plan.stays'), templateWords()])
  const { state, reason, sourceStatus } = row
  if (state !== 'stays' || reason === null) return words.standing(row)
  return t(reason, { status: words.status(sourceStatus ?? 'UNKNOWN') })
}
