import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { SignOutButtons } from '@/components/auth/sign-out-buttons'
import { CopyBlock } from '@/components/data/copy-block'
import { SummaryList } from '@/components/data/summary-list'
import { GetHelp } from '@/components/layout/get-help'
import { PageHeading } from '@/components/layout/page-heading'
import { PageTop } from '@/components/layout/page-top'
import { requireUser } from '@/lib/auth/current-user'
import { shortPrint } from '@/lib/report/canonical'
import { getReportKey } from '@/lib/report/get-key'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('settings')
  return { title: t('title') }
}

export default async function SettingsPage() {
  const { actor } = await requireUser()
  const t = await getTranslations('settings')
  const reportKey = getReportKey()
  const topics = [
    { href: '/connections', text: t('connections'), help: t('connectionsHelp') },
    { href: '/settings/api-tokens', text: t('apiTokens'), help: t('apiTokensHelp') },
  ]
  return (
    <>
      <PageTop />
      <PageHeading>{t('heading')}</PageHeading>
      <ul className="my-4 border-t border-hairline">
        {topics.map((topic) => (
          <li key={topic.href} className="max-w-none border-b border-hairline py-2">
            <a href={topic.href} className="inline-flex min-h-11 items-center font-strong">
              {topic.text}
            </a>
            <p className="text-muted">{topic.help}</p>
          </li>
        ))}
      </ul>
      {actor.kind === 'user' ? (
        <section aria-labelledby="you" className="my-8">
          <h2 id="you">{t('you')}</h2>
          <SummaryList
            rows={[
              { key: 'name', term: t('name'), value: actor.name },
              { key: 'role', term: t('role'), value: t(`roles.${actor.role}`) },
            ]}
          />
        </section>
      ) : null}
      <section aria-labelledby="ways" className="my-8">
        <h2 id="ways">{t('ways')}</h2>
        <SignOutButtons texts={{ here: t('signOut'), all: t('signOutAll'), allHelp: t('signOutAllHelp') }} />
      </section>
      <section aria-labelledby="report-key" className="my-8">
        <h2 id="report-key">{t('reportKey')}</h2>
        <p className="text-muted">{t('reportKeyHelp')}</p>
        <CopyBlock label={t('reportKeyPrint')} text={shortPrint(reportKey.fingerprint)} digits />
        <CopyBlock label={t('reportKeyWhole')} text={reportKey.publicKey} />
      </section>
      <GetHelp />
    </>
  )
}
