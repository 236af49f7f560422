import { getTranslations } from 'next-intl/server'
import { InsetNote } from '@/components/feedback/inset-note'
import type { MigrationView } from '@/lib/migration/view'
import { getClock } from './clock'
import { CodeForm } from './code-form'
import { codesLeft, nextCodeAt } from './code-waits'
import { codeMayArrive } from './position'
import { shownRefusal } from './refusal-panel'
import { Resend } from './resend'
import { StepHeading } from './step-heading'

/** How long Meta's codes usually work (Graph API contract, section 3.7). */
const CODE_LIFE_MS = 10 * 60 * 1000

/** The question of the code page; also asked when nobody knows whether a code is on its way. */
export async function CodeEntry({ view }: { view: MigrationView }) {
  const [t, w, clock] = await Promise.all([getTranslations('code'), getTranslations('wizard'), getClock()])
  const { requestedAt, method } = view.code
  const sent = requestedAt ? t(method === 'VOICE' ? 'sentCall' : 'sentSms', { time: clock(requestedAt) }) : null
  const until = requestedAt ? new Date(Date.parse(requestedAt) + CODE_LIFE_MS).toISOString() : null
  const next = nextCodeAt(view)
  const left = codesLeft(view)
  return (
    <>
      {codeMayArrive(view) ? (
        <InsetNote tone="attention" role="status">
          <p>
            {w('live.codeUnknown')}{' '}
            {next ? w('live.codeUnknownAgain', { time: clock(next), n: left }) : w('live.codeUnknownNow', { n: left })}
          </p>
        </InsetNote>
      ) : null}
      <StepHeading step="code" labelFor="code">
        {t('heading')}
      </StepHeading>
      <CodeForm
        id={view.id}
        version={view.version}
        refusedAt={shownRefusal(view)?.startedAt ?? null}
        sent={codeMayArrive(view) ? null : sent}
        hint={t('hint')}
        submit={w('continue')}
        checking={t('checking')}
      />
      {until && !codeMayArrive(view) ? <p className="mt-2 text-muted">{t('works', { until: clock(until) })}</p> : null}
      <p>
        <a href={`/migrations/${view.id}/code/not-received`} className="inline-flex min-h-11 items-center">
          {t('notReceived')}
        </a>
      </p>
      <Resend view={view} />
    </>
  )
}
