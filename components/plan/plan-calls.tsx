import { getTranslations } from 'next-intl/server'
import { InsetNote } from '@/components/feedback/inset-note'
import { StatusTag } from '@/components/feedback/status-tag'
import { getClock } from '@/components/wizard/clock'
import type { PlannedCall } from '@/lib/migration/plan'
import type { MigrationView } from '@/lib/migration/view'

/** What happens in which order, parted where there is no way back. */
export async function PlanCalls({ view, calls }: { view: MigrationView; calls: readonly PlannedCall[] }) {
  const [t, clock] = await Promise.all([getTranslations('plan'), getClock()])
  const gate = calls.findIndex((call) => call.pointOfNoReturn)
  const steps = calls.map((call) => (
    <li key={call.command}>
      {t(`calls.${call.command}`, { number: view.number?.display ?? '' })}{' '}
      {call.state === 'planned' ? null : (
        <StatusTag tone={call.state === 'done' ? 'plain' : 'quiet'}>{t(`state.${stateOf(call)}`)}</StatusTag>
      )}
    </li>
  ))
  return (
    <section aria-labelledby="steps">
      <h2 id="steps" className="mt-6">
        {t('steps')}
      </h2>
      <ol className="numbered my-2 grid gap-2">{steps.slice(0, gate)}</ol>
      {view.verifiedUntil ? <p className="my-2">{t('verifiedUntil', { time: clock(view.verifiedUntil) })}</p> : null}
      <InsetNote tone="attention" heading={t('noReturn')}>
        <p>{t('noReturnText')}</p>
      </InsetNote>
      <ol start={gate + 1} className="numbered my-2 grid gap-2">
        {steps.slice(gate)}
      </ol>
    </section>
  )
}

const stateOf = (call: PlannedCall) => (call.foundDone ? 'found' : call.state)

/** Method and address of each call, for those who talk to Meta. No token, code or PIN is in them. */
export async function PlanWire({ calls }: { calls: readonly PlannedCall[] }) {
  const t = await getTranslations('plan')
  return (
    <>
      <ol className="numbered my-2">
        {calls.map((call) => (
          <li key={call.command}>
            <bdi className="digits break-all">
              {call.method} {call.path}
            </bdi>{' '}
            – {t(`state.${stateOf(call)}`)}
          </li>
        ))}
      </ol>
      <p className="text-muted">{t('wireNote')}</p>
    </>
  )
}

export async function PlanAttempts({ calls }: { calls: readonly PlannedCall[] }) {
  const [t, h, clock] = await Promise.all([getTranslations('plan'), getTranslations('history.commands'), getClock()])
  const counted = calls.flatMap(({ command, state, attempts }) =>
    attempts === null ? [] : [{ command, state, attempts }],
  )
  if (counted.length === 0) return null
  return (
    <section aria-labelledby="attempts">
      <h2 id="attempts" className="mt-6">
        {t('attempts')}
      </h2>
      <p className="my-2">{t('attemptsWhy')}</p>
      <ul className="bulleted my-2 grid gap-1">
        {counted.map(({ command, state, attempts: { used, limit, nextAt } }) => (
          <li key={command}>
            {h(command)}: {t(state === 'planned' ? 'attemptsNeeds' : 'attemptsDone', { used, limit })}{' '}
            {state === 'planned' && nextAt !== null ? t('nextAt', { time: clock(nextAt) }) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
