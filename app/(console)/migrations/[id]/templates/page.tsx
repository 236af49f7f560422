import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { InsetNote } from '@/components/feedback/inset-note'
import { PageHeading } from '@/components/layout/page-heading'
import { AutoRead } from '@/components/templates/auto-read'
import { CopySection } from '@/components/templates/copy-section'
import { FileSection, SaveFile } from '@/components/templates/file-section'
import { LastCopy } from '@/components/templates/last-copy'
import { TemplateGroups } from '@/components/templates/template-groups'
import { TemplateSummary } from '@/components/templates/template-summary'
import { getClock } from '@/components/wizard/clock'
import { MoveCommand } from '@/components/wizard/move-command'
import { stepPath } from '@/components/wizard/paths'
import { StepFrame } from '@/components/wizard/step-frame'
import { isBeforeMove } from '@/lib/migration/machine'
import { getTemplates } from '@/lib/templates/get-templates'
import type { TemplateState, TemplatesView } from '@/lib/templates/view'
import { first, openMigration, type StepProps, stepTitle } from '../open-migration'

/** Younger lists are believed; older ones are read again as the page opens. */
const FRESH_MS = 10 * 60_000

export async function generateMetadata({ params }: StepProps): Promise<Metadata> {
  const { id } = await params
  const [t, { view }] = await Promise.all([getTranslations('templates'), openMigration(id)])
  return stepTitle(id, view.step, t('heading'), 'templates')
}

/** Before the move: what comes and what does not, and copies ahead of it. After it: what has arrived. */
export default async function TemplatesPage({ params, searchParams }: StepProps) {
  const { ctx, view, viewer } = await openMigration((await params).id)
  if (view.status === 'cancelled') redirect(stepPath(view.id, view.step))
  if (view.destination === null) redirect(stepPath(view.id, view.step, { note: 'not_reached' }))
  const [t, p, clock, templates, { made }] = await Promise.all([
    getTranslations('templates'),
    getTranslations('plan'),
    getClock(),
    getTemplates(ctx, view.id),
    searchParams,
  ])
  const name = newName(first(made), templates)
  const stale = isStale(templates, ctx.now())
  const known = { view, viewer, templates }
  return (
    <StepFrame
      view={view}
      viewer={viewer}
      step={null}
      refusals="templates"
      back={{ href: stepPath(view.id, view.step), text: p('back') }}
    >
      <PageHeading>{t('heading')}</PageHeading>
      {name ? (
        <InsetNote role="status">
          <p className="break-words">{t('anew.done', { name })}</p>
        </InsetNote>
      ) : null}
      {templates.sourceReadable || templates.rows.some(({ sourceStatus }) => sourceStatus !== null) ? (
        <TemplateSummary rows={templates.rows} moved={!isBeforeMove(view.status)} />
      ) : null}
      <AutoRead
        id={view.id}
        stale={stale && view.live === null && viewer.move}
        reading={t('reading')}
        age={templates.readAt === null ? t('notRead') : t('readAt', { time: clock(templates.readAt) })}
      />
      <LastCopy templates={templates} />
      {viewer.move ? (
        <MoveCommand id={view.id} part="/templates/reading" body={{}} stay pendingText={t('reading')}>
          {t('again')}
        </MoveCommand>
      ) : null}
      <FileSection {...known} />
      <CopySection {...known} />
      <TemplateGroups {...known} />
      <SaveFile {...known} />
    </StepFrame>
  )
}

/** Too long ago, or before the last copy ended: what arrived was found out by other reads than this page's. */
function isStale({ readAt, lastCopy }: TemplatesView, now: Date): boolean {
  if (readAt === null) return true
  return now.getTime() - Date.parse(readAt) > FRESH_MS || (lastCopy !== null && readAt < lastCopy.at)
}

const MADE: readonly TemplateState[] = ['there', 'there_unfit', 'on_its_way', 'own']

/** The one that was made a moment ago, once it is known to have been. */
const newName = (name: string | undefined, { rows }: TemplatesView): string | undefined =>
  rows.some((row) => (row.name === name || row.madeAs === name) && MADE.includes(row.state)) ? name : undefined
