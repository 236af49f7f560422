import { getTranslations } from 'next-intl/server'
import { Fold } from '@/components/data/fold'
import { SummaryList } from '@/components/data/summary-list'
import { InsetNote } from '@/components/feedback/inset-note'
import { StatusTag } from '@/components/feedback/status-tag'
import type { ConnectionView } from '@/lib/connections/view'
import { errorText } from '@/lib/i18n/error-text'
import { CheckConnection } from './check-connection'
import { StartMove } from './start-move'

type ConnectionEntryProps = {
  connection: ConnectionView
  mayManage: boolean
  /** A time in the reader's zone and language. */
  when: (iso: string) => string
}

export async function ConnectionEntry({ connection, mayManage, when }: ConnectionEntryProps) {
  const [t, practice] = await Promise.all([getTranslations('connections'), getTranslations('practice')])
  const problem = connection.problem ? await errorText(connection.problem, { reference: connection.id }) : null
  const { accounts, expiresAt, warnings } = connection
  const soon = warnings.includes('expires_soon') && expiresAt
  return (
    <article className="rounded border border-hairline bg-card p-4">
      <h2 className="flex flex-wrap items-center gap-3">
        {connection.label}
        {connection.kind === 'practice' ? <StatusTag tone="practice">{practice('tag')}</StatusTag> : null}
        <StatusTag tone={problem ? 'problem' : 'plain'}>{problem ? t('broken') : t('works')}</StatusTag>
      </h2>
      {problem ? (
        <InsetNote tone="problem">
          <p>{problem}</p>
        </InsetNote>
      ) : null}
      {soon ? (
        <InsetNote tone="attention">
          <p>{t('endsSoon', { when: when(expiresAt) })}</p>
        </InsetNote>
      ) : null}
      <SummaryList
        rows={[
          { key: 'token', term: t('token'), value: <bdi className="digits">••••{connection.lastFour}</bdi> },
          {
            key: 'added',
            term: t('added'),
            value: t('addedBy', { when: when(connection.addedAt), name: connection.addedBy }),
          },
          {
            key: 'accounts',
            term: t('accounts'),
            value:
              accounts.length === 0 ? (
                t('noAccounts')
              ) : (
                <ul>
                  {accounts.map(({ id, name, numberCount }) => (
                    <li key={id}>{numberCount === null ? name : t('account', { name, count: numberCount })}</li>
                  ))}
                </ul>
              ),
          },
          { key: 'ends', term: t('ends'), value: expiresAt ? when(expiresAt) : t('never') },
          { key: 'checked', term: t('checked'), value: when(connection.checkedAt) },
        ]}
      />
      <Fold title={t('details')}>
        <SummaryList
          rows={[
            { key: 'app', term: t('app'), value: connection.appName ?? connection.appId ?? '–' },
            {
              key: 'user',
              term: t('systemUser'),
              value: warnings.includes('personal') ? t('person') : (connection.systemUserName ?? '–'),
            },
            { key: 'scopes', term: t('permissions'), value: connection.scopes.join(', ') || '–' },
            { key: 'secret', term: t('secret'), value: connection.hasAppSecret ? t('secretYes') : t('secretNo') },
            { key: 'open', term: t('openMoves'), value: String(connection.openMigrations) },
          ]}
        />
      </Fold>
      <div className="mt-2 flex flex-wrap items-start gap-x-6 gap-y-2">
        <CheckConnection id={connection.id} text={t('checkNow')} pendingText={t('checking')} />
        {connection.kind === 'live' && !problem ? (
          <StartMove connectionId={connection.id} look="second">
            {t('use')}
          </StartMove>
        ) : null}
        {mayManage && connection.kind === 'live' ? (
          <a href={`/connections/token?replace=${connection.id}`} className="inline-flex min-h-12 items-center">
            {t('replace')} <span className="sr-only"> {connection.label}</span>
          </a>
        ) : null}
        {mayManage ? (
          <a href={`/connections/${connection.id}/remove`} className="inline-flex min-h-12 items-center">
            {t('remove')} <span className="sr-only"> {connection.label}</span>
          </a>
        ) : null}
      </div>
    </article>
  )
}
