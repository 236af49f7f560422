import { getLocale, getTranslations } from 'next-intl/server'
import type { TemplateRow, TemplateState } from '@/lib/templates/view'

/** In the order in which they are said. */
const SAID = [
  'there',
  'on_its_way',
  'moves',
  'can_copy',
  'failed',
  'there_unfit',
  'stays',
] as const satisfies TemplateState[]

/** How many there are, and what becomes of them, in one sentence. */
export async function TemplateSummary({ rows, moved }: { rows: readonly TemplateRow[]; moved: boolean }) {
  const [t, locale] = await Promise.all([getTranslations('templates'), getLocale()])
  const known = rows.filter(({ state }) => state !== 'own')
  if (known.length === 0) return <p>{t('summaryNone')}</p>
  const why = new Intl.ListFormat(locale, { type: 'unit' }).format(await reasons(known))
  const parts = SAID.flatMap((state) => {
    const n = known.filter((row) => row.state === state).length
    return n === 0 ? [] : [t(`parts.${state}`, { n, why })]
  })
  return <p>{t(moved ? 'summaryAfter' : 'summary', { n: known.length, parts: parts.join('; ') })}</p>
}

async function reasons(rows: readonly TemplateRow[]): Promise<string[]> {
  const t = await getTranslations('templates')
  const counts = new Map<TemplateRow['reason'], number>()
  for (const { state, reason } of rows) if (state === 'stays') counts.set(reason, (counts.get(reason) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a).map(([reason, n]) => t(`why.${reason ?? 'missing'}`, { n }))
}
