import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Plate } from '@/components/data/plate'
import { SummaryList } from '@/components/data/summary-list'
import { InsetNote } from '@/components/feedback/inset-note'
import { TemplatesFirst } from '@/components/templates/templates-first'
import { AutoCheck } from '@/components/wizard/auto-check'
import { isUnready } from '@/components/wizard/check-state'
import { checkSentence } from '@/components/wizard/check-text'
import { getClock } from '@/components/wizard/clock'
import { FinishedStep } from '@/components/wizard/finished-step'
import { LeaveLinks } from '@/components/wizard/leave-links'
import { checkPath, sidePath, stepPath } from '@/components/wizard/paths'
import { isBusy } from '@/components/wizard/position'
import { shownRefusal } from '@/components/wizard/refusal-panel'
import { ReviewForm } from '@/components/wizard/review-form'
import { SoftLink } from '@/components/wizard/soft-link'
import { StepFrame } from '@/components/wizard/step-frame'
import { StepHeading } from '@/components/wizard/step-heading'
import type { Viewer } from '@/components/wizard/viewer'
import type { MigrationView } from '@/lib/migration/view'
import { splitTemplates } from '@/lib/migration/what-moves'
import { getTemplates } from '@/lib/templates/get-templates'
import type { TemplatesView } from '@/lib/templates/view'
import { openStep, type StepProps, stepTitle } from '../open-migration'

/** The checks are read once more when this page opens, unless they were read a moment ago. */
const FRESH_MS = 30_000

export async function generateMetadata({ params }: StepProps): Promise<Metadata> {
  const t = await getTranslations('review')
  return stepTitle((await params).id, 'review', t('heading'))
}

export default async function ReviewPage({ params }: StepProps) {
  const { ctx, view, viewer, finished } = await openStep((await params).id, 'review')
  const t = await getTranslations('review')
  return (
    <StepFrame view={view} viewer={viewer} step="review" links={<LeaveLinks view={view} leave={false} />}>
      {finished ? (
        <FinishedStep view={view} step="review" heading={t('heading')} />
      ) : (
        <Review
          view={view}
          viewer={viewer}
          templates={await getTemplates(ctx, view.id)}
          now={ctx.now()}
          by={ctx.actor.name}
        />
      )}
    </StepFrame>
  )
}

type ReviewProps = { view: MigrationView; viewer: Viewer; templates: TemplatesView; now: Date; by: string }

async function Review({ view, viewer, templates, now, by }: ReviewProps) {
  const [t, w, c, clock] = await Promise.all([
    getTranslations('review'),
    getTranslations('wizard'),
    getTranslations('checks'),
    getClock(),
  ])
  const split = splitTemplates(view.before?.templates)
  const age = view.checksAt === null ? Number.POSITIVE_INFINITY : now.getTime() - Date.parse(view.checksAt)
  const [broken] = view.checks.filter(isUnready)
  return (
    <>
      <StepHeading step="review">{t('heading')}</StepHeading>
      <AutoCheck
        id={view.id}
        version={view.version}
        stale={age > FRESH_MS && view.live === null}
        everyMs={null}
        reading={t('reading')}
      />
      <SummaryList
        rows={[
          {
            key: 'number',
            term: t('number'),
            value: view.number ? <Plate number={view.number.display} small /> : null,
          },
          {
            key: 'from',
            term: t('from'),
            value: view.source?.unlisted ? c('accounts.unlistedShort') : (view.source?.name ?? view.source?.wabaId),
          },
          { key: 'to', term: t('to'), value: view.destination?.name ?? view.destination?.wabaId },
          { key: 'name', term: t('name'), value: view.before?.displayName ?? view.number?.displayName ?? '–' },
          {
            key: 'pin',
            term: t('pin'),
            value: t('pinYes'),
            action: (
              <SoftLink href={stepPath(view.id, 'pin')}>
                {w('change')}
                <span className="sr-only"> {t('pin')}</span>
              </SoftLink>
            ),
          },
          { key: 'who', term: t('who'), value: by },
          { key: 'moves', term: t('moves'), value: t('movesText') },
          { key: 'stays', term: t('stays'), value: t('staysText') },
        ]}
      />
      <p>
        {split ? t('templates', { moving: split.moving.length, staying: split.staying.length }) : t('templatesUnknown')}{' '}
        <SoftLink href={sidePath(view.id, 'plan')}>{t('seePlan')}</SoftLink>
      </p>
      <TemplatesFirst view={view} templates={templates} />
      <InsetNote tone="attention" heading={t('whenPressed')}>
        <p>{t('happens')}</p>
        <p>{t('noUndo')}</p>
        <p>{t('systems')}</p>
        <p>{t('bill')}</p>
      </InsetNote>
      {broken ? (
        <InsetNote tone="problem" role="alert">
          <p>{t('changedCheck', { what: await checkSentence(broken) })}</p>
          <p>
            <SoftLink href={checkPath(view.id, broken.kind)}>{t('seeCheck')}</SoftLink>
          </p>
        </InsetNote>
      ) : isBusy(view) ? null : (
        <ReviewForm
          id={view.id}
          version={view.version}
          refusedAt={shownRefusal(view)?.startedAt ?? null}
          agreement={viewer.agent ? t('agreed') : null}
          submit={t('submit')}
          moving={t('moving')}
          tooQuick={t('tooQuick')}
        />
      )}
      <p className="mt-2 text-muted">{t('goodTime', { time: clock(now.toISOString()) })}</p>
      <p>
        <a href="/migrations" className="inline-flex min-h-11 items-center">
          {t('later')}
        </a>
      </p>
    </>
  )
}
