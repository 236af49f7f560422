import { getTranslations } from 'next-intl/server'
import { CopyBlock } from '@/components/data/copy-block'
import { SummaryList } from '@/components/data/summary-list'
import { StatusTag } from '@/components/feedback/status-tag'
import { PageHeading } from '@/components/layout/page-heading'
import { pictureOf } from '@/components/meta-screens/drawings'
import { MetaPicture } from '@/components/meta-screens/meta-picture'
import type { CheckView } from '@/lib/checks/view'
import { deadEndOf } from '@/lib/migration/dead-ends'
import { isBeforeMove } from '@/lib/migration/machine'
import type { MigrationView } from '@/lib/migration/view'
import { CheckAnswerForm } from './check-answer-form'
import { metaLinkFor, PROVIDER_MESSAGES } from './check-remedies'
import { checkState, isOpen } from './check-state'
import { checkSentence } from './check-text'
import { getClock } from './clock'
import { ExternalLink } from './external-link'
import { MoveCommand } from './move-command'
import { deadEndPath } from './paths'
import { SoftLink } from './soft-link'
import { TwoStepGuide } from './two-step-guide'
import { TwoStepLight } from './two-step-light'
import type { Viewer } from './viewer'

/** What we found, why it matters, what to do, and "Check again" at the end. */
export async function CheckDetail({ view, check, viewer }: { view: MigrationView; check: CheckView; viewer: Viewer }) {
  const [t, d, w, o, light, clock] = await Promise.all([
    getTranslations('checks'),
    getTranslations('checks.detail'),
    getTranslations('wizard'),
    getTranslations('common'),
    getTranslations('twoStep'),
    getClock(),
  ])
  const { kind } = check
  const { word, tone } = checkState(check)
  const open = isOpen(check)
  const heading = kind === 'two_step_off' && open ? t('two_step_off.detailHeading') : t(`${kind}.title`)
  const watching = kind === 'two_step_off' && check.outcome === 'fail' && viewer.move && isBeforeMove(view.status)
  const deadEnd = deadEndOf([check], null)
  const facts = Object.entries(check.fact).filter(([, value]) => value !== null && value !== '')
  return (
    <>
      <PageHeading>{heading}</PageHeading>
      <h2>{d('found')}</h2>
      <p className="my-2">
        <StatusTag tone={tone}>{t(`status.${word}`)}</StatusTag>
      </p>
      <p>{check.outcome === 'pass' ? t(`${kind}.title`) : await checkSentence(check)}</p>
      {check.confirmed ? (
        <p>{d('confirmedBy', { name: check.confirmed.by, time: clock(check.confirmed.at) })}</p>
      ) : null}
      <p className="text-small text-muted">{d('readAt', { time: clock(check.readAt) })}</p>
      {kind === 'two_step_off' ? (
        <>
          {watching ? <p className="text-small text-muted">{light('every')}</p> : null}
          <TwoStepLight id={view.id} watching={watching} />
        </>
      ) : null}
      {kind === 'two_step_off' && open ? (
        <TwoStepGuide view={view} check={check} />
      ) : (
        <>
          <h2 className="mt-6">{d('why')}</h2>
          <p>{t(`${kind}.why`)}</p>
          {deadEnd ? (
            <p className="mt-6">
              <SoftLink href={deadEndPath(view.id, deadEnd)}>{o('otherWay')}</SoftLink>
            </p>
          ) : null}
          {open && deadEnd === null ? <Todo view={view} check={check} /> : null}
        </>
      )}
      {check.confirmable && viewer.move ? (
        <section className="my-6" aria-label={t('status.confirm')}>
          <CheckAnswerForm
            id={view.id}
            version={view.version}
            kind={kind}
            question={t(`${kind}.question`)}
            hint={d('question')}
            answer={check.confirmed ? 'yes' : undefined}
            texts={{ yes: w('yes'), no: w('no'), save: d('saveAnswer') }}
          />
        </section>
      ) : null}
      {viewer.support && facts.length > 0 ? (
        <SummaryList
          rows={facts.map(([name, value]) => ({
            key: name,
            term: name,
            value: <bdi className="digits">{String(value)}</bdi>,
          }))}
        />
      ) : null}
      {viewer.move ? (
        <div className="my-6 flex flex-wrap gap-4">
          {kind === 'webhook_subscription' && open ? (
            <MoveCommand id={view.id} part="/webhook-subscription" body={{ version: view.version }} look="main" stay>
              {d('connectApp')}
            </MoveCommand>
          ) : null}
          <MoveCommand id={view.id} part="/checks" body={{ version: view.version }} stay pendingText={t('reading')}>
            {t('again')}
          </MoveCommand>
        </div>
      ) : null}
    </>
  )
}

async function Todo({ view, check }: { view: MigrationView; check: CheckView }) {
  const [t, d] = await Promise.all([getTranslations('checks'), getTranslations('checks.detail')])
  const { kind } = check
  const link = metaLinkFor[kind]?.(view)
  const message = PROVIDER_MESSAGES.find((known) => known === kind)
  const picture = link || check.confirmable ? pictureOf(kind) : null
  return (
    <>
      <h2 className="mt-6">{d('todo')}</h2>
      <p>
        {d(`owner.${check.owner}`)} {d(check.blocking ? 'blocking' : 'notBlocking')}
      </p>
      <ol className="numbered my-2">
        {t(`${kind}.todo`)
          .split('\n')
          .map((line) => (
            <li key={line}>{line}</li>
          ))}
      </ol>
      {picture ? <MetaPicture name={picture} number={view.number?.display ?? t('messages.ourNumber')} /> : null}
      <p className="my-2 flex max-w-none flex-wrap gap-x-6">
        {link ? <ExternalLink href={link}>{d('open')}</ExternalLink> : null}
        {kind === 'token' ? (
          <a href={`/connections/token?replace=${view.connection.id}`} className="inline-flex min-h-11 items-center">
            {d('newToken')}
          </a>
        ) : null}
      </p>
      {message ? (
        <>
          <h3>{d('ask')}</h3>
          <CopyBlock
            label={d('message')}
            text={t(`messages.${message}`, { number: view.number?.display ?? t('messages.ourNumber') })}
          />
        </>
      ) : null}
    </>
  )
}
