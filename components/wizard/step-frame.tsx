import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { PlateStrip } from '@/components/data/plate-strip'
import { InsetNote } from '@/components/feedback/inset-note'
import { GetHelp } from '@/components/layout/get-help'
import { PageTop } from '@/components/layout/page-top'
import { chapterOf, previousStep, type Step } from '@/lib/migration/journey'
import { isTerminal, type RefusalsOf } from '@/lib/migration/machine'
import type { MigrationView } from '@/lib/migration/view'
import { type SaidCheck, shownDigest } from './check-news'
import { checkState } from './check-state'
import { ConnectionNote } from './connection-note'
import { sayGuard } from './guard-note'
import { liveDigest } from './live-digest'
import { LiveMigration } from './live-migration'
import { LiveNote } from './live-note'
import { stepPath } from './paths'
import { positionOf } from './position'
import { RefusalPanel } from './refusal-panel'
import { SupportFold } from './support-fold'
import type { Viewer } from './viewer'

const NOTES = ['not_reached', 'already_done', 'pin_again', 'already_proved'] as const

type StepFrameProps = {
  view: MigrationView
  viewer: Viewer
  /** null: a page beside the wizard's own, such as a check. */
  step: Step | null
  note?: string | undefined
  back?: { href: string; text: string }
  /** Links under the form. */
  links?: ReactNode
  plate?: boolean
  /** Whose refusals belong on this page; `none` where it is itself the answer to one. */
  refusals?: RefusalsOf
  /** False on a page that itself shows what is under way. */
  live?: boolean
  children: ReactNode
}

/** How often the browser asks our own server (not Meta) whether something has changed. */
function pollEvery(view: MigrationView): number | null {
  // Calls are made after the move, too.
  if (isTerminal(view.status) && view.live === null)
    return view.guard === null || view.guard.ended ? null : GUARDED_EVERY_MS
  return view.live !== null || view.status === 'registered' || view.quarantined ? 2_000 : 15_000
}

/** Nothing is waited for; what changes at Meta in these two days is seen within a minute or two. */
const GUARDED_EVERY_MS = 90_000

async function sayNews(view: MigrationView, step: Step | null): Promise<SaidCheck[]> {
  if (step === 'done') return sayGuard(view)
  return step === 'checks' || step === null ? sayChecks(view) : []
}

async function sayChecks(view: MigrationView): Promise<SaidCheck[]> {
  const t = await getTranslations('checks')
  return view.checks.map((check) => ({
    kind: check.kind,
    said: t('changed', { check: t(`${check.kind}.title`), state: t(`status.${checkState(check).word}`) }),
  }))
}

/** What stands around every question: way back, plate, what is going on, the question, links, help. */
export async function StepFrame(props: StepFrameProps) {
  const { view, viewer, step, plate = true, refusals, live = true } = props
  const [t, errors] = await Promise.all([getTranslations('wizard'), getTranslations('errors')])
  const before = step && previousStep(step, positionOf(view))
  const back =
    props.back ??
    (before ? { href: stepPath(view.id, before), text: t('back') } : { href: '/migrations', text: t('all') })
  const note = NOTES.find((known) => known === props.note)
  return (
    <>
      <PageTop back={back} />
      {view.number && plate ? (
        <PlateStrip number={view.number.display} state={view.plate} chapter={chapterOf[step ?? view.step]} />
      ) : null}
      {note ? (
        <InsetNote role="status">
          <p>{t(`notes.${note}`)}</p>
        </InsetNote>
      ) : null}
      {view.quarantined ? (
        <InsetNote tone="attention" role="status">
          <p>{errors('restored_unread')}</p>
        </InsetNote>
      ) : null}
      <ConnectionNote view={view} />
      {live ? <LiveNote view={view} viewer={viewer} /> : null}
      <RefusalPanel view={view} here={step} of={refusals} />
      {props.children}
      {props.links ? <p className="no-print my-2 flex max-w-none flex-wrap gap-x-6">{props.links}</p> : null}
      {viewer.support ? <SupportFold view={view} /> : null}
      <GetHelp reference={view.reference} />
      <LiveMigration
        id={view.id}
        version={view.version}
        step={view.step}
        here={step}
        everyMs={pollEvery(view)}
        alsoWhilePressing={step === 'review'}
        movedOn={t('movedOn')}
        live={liveDigest(view)}
        shown={shownDigest(view)}
        said={await sayNews(view, step)}
      />
    </>
  )
}
