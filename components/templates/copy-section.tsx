import { getTranslations } from 'next-intl/server'
import { InsetNote } from '@/components/feedback/inset-note'
import { ExternalLink } from '@/components/wizard/external-link'
import { metaLinks } from '@/components/wizard/meta-links'
import { shownRefusal } from '@/components/wizard/refusal-panel'
import { isBeforeMove } from '@/lib/migration/machine'
import type { TemplateRow } from '@/lib/templates/view'
import { CopyForm, type CopyGroup } from './copy-form'
import { type Known, mayAsk } from './known'
import { TemplateFacts, TemplateName } from './template-entry'
import { SHOWN_OPEN } from './template-group'

/** First what was refused before, then what would come anyway, then what comes only this way. */
export const COPIED_STATES = ['failed', 'moves', 'can_copy'] as const

/** What can be copied now, for somebody who may ask for it now. */
export const offered = (known: Known): readonly TemplateRow[] =>
  mayAsk(known) ? known.templates.rows.filter((row) => row.canCopy) : []

export async function CopySection(known: Known) {
  const { view, templates } = known
  const rows = offered(known)
  if (rows.length === 0) return null
  const t = await getTranslations('templates')
  const fresh = rows.filter(({ state }) => state !== 'failed').length
  return (
    <section aria-labelledby="copy">
      <h2 id="copy" className="mt-6">
        {t('copy.heading')}
      </h2>
      <p className="my-2">{t('room', { n: templates.room })}</p>
      {fresh > templates.room ? (
        <InsetNote tone="attention">
          <p>{t('roomShort', { limit: templates.limit })}</p>
          <p>
            <ExternalLink href={metaLinks.destinationTemplates(view)}>{t('openManager')}</ExternalLink>
          </p>
        </InsetNote>
      ) : null}
      <CopyForm
        id={view.id}
        version={view.version}
        refusedAt={shownRefusal(view, 'templates')?.startedAt ?? null}
        groups={await groupsOf(known, rows)}
        room={templates.room}
        texts={{
          what: t('copy.what'),
          howLong: t('copy.howLong'),
          one: t('copy.one'),
          many: t.raw('copy.many'),
          none: t('copy.none'),
          pending: t('copy.pending'),
          slow: t('copy.slow'),
          beyond: t.raw('copy.beyond'),
        }}
      />
    </section>
  )
}

/** Checked is what was not refused before, as far as there is room. */
async function groupsOf({ view, viewer, templates }: Known, offeredRows: readonly TemplateRow[]): Promise<CopyGroup[]> {
  const t = await getTranslations('templates')
  const isLate = !isBeforeMove(view.status)
  const inOrder = COPIED_STATES.flatMap((state) => offeredRows.filter((row) => row.state === state))
  const checked = new Set(inOrder.filter(({ state }) => state !== 'failed').slice(0, templates.room))
  return COPIED_STATES.flatMap((state) => {
    const rows = inOrder.filter((row) => row.state === state)
    if (rows.length === 0) return []
    return {
      key: state,
      legend: t(`states.${state}`),
      hint: isLate && state === 'can_copy' ? `${t('hints.can_copy')} ${t('late')}` : t(`hints.${state}`),
      fold: rows.length > SHOWN_OPEN ? t('show', { n: rows.length }) : null,
      rows: rows.map((row) => ({
        value: `${row.name} ${row.language}`,
        label: <TemplateName template={row} />,
        facts: <TemplateFacts id={view.id} row={row} move={viewer.move} />,
        checked: checked.has(row),
      })),
    }
  })
}
