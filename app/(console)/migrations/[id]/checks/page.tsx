import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ChangeLink, SummaryList } from '@/components/data/summary-list'
import { TemplatesLink } from '@/components/templates/templates-link'
import { AccountsQuestion } from '@/components/wizard/accounts-question'
import { AutoCheck } from '@/components/wizard/auto-check'
import { CheckList, checkRowId } from '@/components/wizard/check-list'
import { isUnready } from '@/components/wizard/check-state'
import { checkSentence } from '@/components/wizard/check-text'
import { getClock } from '@/components/wizard/clock'
import { ContinueForm } from '@/components/wizard/continue-form'
import { FinishedStep } from '@/components/wizard/finished-step'
import { LeaveLinks } from '@/components/wizard/leave-links'
import { MoveCommand } from '@/components/wizard/move-command'
import { sidePath, stepPath } from '@/components/wizard/paths'
import { ProviderLink } from '@/components/wizard/provider-link'
import { SoftLink } from '@/components/wizard/soft-link'
import { StepFrame } from '@/components/wizard/step-frame'
import { StepHeading } from '@/components/wizard/step-heading'
import { ACCOUNT_CHECKS, CHECK_KINDS, type CheckKind, NUMBER_CHECKS } from '@/lib/checks/kinds'
import { getOptions } from '@/lib/migration/get-options'
import type { MigrationView } from '@/lib/migration/view'
import { first, openStep, type StepProps, stepTitle } from '../open-migration'

/** Younger answers are believed; older ones are read again as the page opens. */
const FRESH_MS = 60_000
const WAITING_EVERY_MS = 120_000

export async function generateMetadata({ params }: StepProps): Promise<Metadata> {
  const t = await getTranslations('checks')
  return stepTitle((await params).id, 'checks', t('heading'))
}

export default async function ChecksPage({ params, searchParams }: StepProps) {
  const { id } = await params
  const { change, note, unread } = await searchParams
  const { ctx, view, viewer, finished } = await openStep(id, 'checks')
  const t = await getTranslations('checks')
  const frame = { view, viewer, step: 'checks', note: first(note), links: <LeaveLinks view={view} /> } as const
  if (finished) {
    return (
      <StepFrame {...frame}>
        <FinishedStep view={view} step="checks" heading={t('heading')} />
      </StepFrame>
    )
  }
  const canChange = view.status === 'draft' || view.status === 'ready'
  if (view.destination === null || view.source === null || (change === 'accounts' && canChange)) {
    const { accounts } = await getOptions(ctx, id)
    return (
      <StepFrame {...frame}>
        <StepHeading step="checks">{t('headingAccounts')}</StepHeading>
        <AccountsQuestion view={view} accounts={accounts} />
      </StepFrame>
    )
  }
  return (
    <StepFrame {...frame}>
      <Checks
        view={view}
        canChange={canChange}
        unread={unread === undefined ? 'checking' : 'could_not'}
        now={ctx.now()}
      />
    </StepFrame>
  )
}

type ChecksProps = { view: MigrationView; canChange: boolean; unread: 'checking' | 'could_not'; now: Date }

async function Checks({ view, canChange, unread, now }: ChecksProps) {
  const [t, w, p, clock] = await Promise.all([
    getTranslations('checks'),
    getTranslations('wizard'),
    getTranslations('plan'),
    getClock(),
  ])
  const unready = view.checks.filter(isUnready)
  // On a phone the rows fill several screens: what stops the move is on the first.
  const first = unready.map(({ kind }) => kind)
  const isNotFirst = (kind: CheckKind) => !first.includes(kind)
  const kinds = view.number === null ? ACCOUNT_CHECKS : CHECK_KINDS
  const filling = view.checks.length < kinds.length
  const source = view.source?.unlisted ? t('accounts.unlistedShort') : (view.source?.name ?? view.source?.wabaId)
  const age = view.checksAt === null ? Number.POSITIVE_INFINITY : now.getTime() - Date.parse(view.checksAt)
  const heading =
    unready.length > 0
      ? t('headingProblems', { n: unready.length })
      : view.number !== null && !filling
        ? t('headingReady')
        : t('heading')
  const onward = view.number === null || view.step === 'checks' ? 'number' : view.step
  const problems = await Promise.all(
    unready.map(async (check) => ({ text: await checkSentence(check), fieldId: checkRowId(check.kind) })),
  )
  // With nothing to fix the way on comes first; else it follows what must be read.
  const onwards = (
    <ContinueForm href={stepPath(view.id, onward)} problems={problems}>
      {w('continue')}
    </ContinueForm>
  )
  return (
    <>
      <StepHeading step="checks">{heading}</StepHeading>
      <SummaryList
        rows={[
          {
            key: 'accounts',
            term: t('accounts.label'),
            value: (
              <>
                {source} <span aria-hidden="true">→</span>
                <span className="sr-only">, {t('accounts.to')}: </span>{' '}
                {view.destination?.name ?? view.destination?.wabaId}
              </>
            ),
            action: canChange ? (
              <ChangeLink href={stepPath(view.id, 'checks', { change: 'accounts' })} what={t('accounts.label')}>
                {w('change')}
              </ChangeLink>
            ) : undefined,
          },
        ]}
      />
      {unready.length === 0 ? onwards : null}
      <ProviderLink view={view} />
      <AutoCheck
        id={view.id}
        version={view.version}
        stale={(filling || age > FRESH_MS) && view.live === null}
        filling={filling}
        everyMs={unready.length > 0 ? WAITING_EVERY_MS : null}
        reading={t('reading')}
        allRead={t('allRead')}
        age={view.checksAt && !filling ? t('readAt', { time: clock(view.checksAt) }) : null}
      />
      {first.length > 0 ? (
        <>
          <h2 className="mt-4">{t('groupFirst')}</h2>
          <CheckList id={view.id} kinds={first} checks={view.checks} unread={unread} />
        </>
      ) : null}
      <h2 className="mt-4">{t('groupAccounts')}</h2>
      <CheckList id={view.id} kinds={ACCOUNT_CHECKS.filter(isNotFirst)} checks={view.checks} unread={unread} />
      <h2>{t('groupNumber')}</h2>
      {view.number === null ? (
        <p className="my-2 text-muted">{t('numberLater')}</p>
      ) : (
        <CheckList id={view.id} kinds={NUMBER_CHECKS.filter(isNotFirst)} checks={view.checks} unread={unread} />
      )}
      <MoveCommand id={view.id} part="/checks" body={{ version: view.version }} stay pendingText={t('reading')}>
        {t('again')}
      </MoveCommand>
      {unready.length > 0 ? <div className="mt-4">{onwards}</div> : null}
      {view.number === null ? null : (
        <p>
          <SoftLink href={sidePath(view.id, 'plan')}>{p('link')}</SoftLink>
        </p>
      )}
      <p>
        <TemplatesLink view={view} />
      </p>
      <p className="mt-4 text-muted">{t('why')}</p>
    </>
  )
}
