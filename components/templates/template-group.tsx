import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Fold } from '@/components/data/fold'
import type { TemplateRow, TemplateState } from '@/lib/templates/view'
import { TemplateFacts, TemplateName } from './template-entry'

/** More than these are folded, so that what follows is still found. */
export const SHOWN_OPEN = 8

type TemplateGroupProps = {
  id: string
  state: TemplateState
  rows: readonly TemplateRow[]
  move: boolean
  hint?: string
  children?: ReactNode
}

export async function TemplateGroup({ id, state, rows, move, hint, children }: TemplateGroupProps) {
  const t = await getTranslations('templates')
  if (rows.length === 0) return null
  const list = (
    <ul className="my-2 border-t border-hairline">
      {rows.map((row) => (
        <li key={`${row.name} ${row.language}`} className="max-w-none border-b border-hairline py-2">
          <TemplateName template={row} />
          <p className="text-small text-muted">
            <TemplateFacts id={id} row={row} move={move} />
          </p>
        </li>
      ))}
    </ul>
  )
  return (
    <section aria-labelledby={`group-${state}`}>
      <h2 id={`group-${state}`} className="mt-6">
        {t(`states.${state}`)}
      </h2>
      {hint ? <p className="my-2">{hint}</p> : null}
      {children}
      {rows.length > SHOWN_OPEN || state === 'own' ? <Fold title={t('show', { n: rows.length })}>{list}</Fold> : list}
    </section>
  )
}
