import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { NewApiTokenForm } from '@/components/auth/new-api-token-form'
import { RevokeApiToken } from '@/components/auth/revoke-api-token'
import { GetHelp } from '@/components/layout/get-help'
import { PageHeading } from '@/components/layout/page-heading'
import { PageTop } from '@/components/layout/page-top'
import { getClock } from '@/components/wizard/clock'
import { requireUser } from '@/lib/auth/current-user'
import { listApiTokens } from '@/lib/auth/list-api-tokens'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('settings')
  return { title: t('apiTokens') }
}

export default async function ApiTokensPage() {
  const ctx = await requireUser()
  const [tokens, t, clock] = await Promise.all([listApiTokens(ctx), getTranslations('settings'), getClock()])
  return (
    <>
      <PageTop back={{ href: '/settings', text: t('title') }} />
      <PageHeading>{t('apiHeading')}</PageHeading>
      <p>{t('apiTokensHelp')}</p>
      {tokens.length === 0 ? <p className="my-4">{t('apiEmpty')}</p> : null}
      <ul className="my-4">
        {tokens.map((token) => (
          <li
            key={token.id}
            className="flex max-w-none flex-wrap items-start justify-between gap-x-6 gap-y-2 border-b border-hairline py-3"
          >
            <div>
              <h2 className="text-body">{token.label}</h2>
              <p className="text-small text-muted">
                {t('apiEnds')} <bdi className="digits">{token.lastFour}</bdi> · {t('apiCreated')}{' '}
                {clock(token.createdAt)} · {t('apiUsed')}{' '}
                {token.lastUsedAt ? clock(token.lastUsedAt) : t('apiNeverUsed')}
              </p>
            </div>
            <RevokeApiToken id={token.id} text={t('apiRevoke')} />
          </li>
        ))}
      </ul>
      <section aria-labelledby="new" className="my-8">
        <h2 id="new">{t('apiNew')}</h2>
        <NewApiTokenForm
          texts={{
            label: t('apiLabel'),
            hint: t('apiLabelHint'),
            submit: t('apiCreate'),
            once: t('apiShownOnce'),
            token: t('apiToken'),
            empty: t('apiNameEmpty'),
          }}
        />
      </section>
      <GetHelp />
    </>
  )
}
