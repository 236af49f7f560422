import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ConnectionEntry } from '@/components/connections/connection-entry'
import { ButtonLink } from '@/components/form/button'
import { GetHelp } from '@/components/layout/get-help'
import { PageHeading } from '@/components/layout/page-heading'
import { PageTop } from '@/components/layout/page-top'
import { getClock } from '@/components/wizard/clock'
import { requireUser } from '@/lib/auth/current-user'
import { hasRight } from '@/lib/auth/rights'
import { listConnections } from '@/lib/connections/list'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('connections')
  return { title: t('title') }
}

export default async function ConnectionsPage() {
  const ctx = await requireUser()
  const [connections, t, clock, settings] = await Promise.all([
    listConnections(ctx),
    getTranslations('connections'),
    getClock(),
    getTranslations('settings'),
  ])
  const mayManage = hasRight(ctx, 'connections.manage')
  return (
    <>
      <PageTop back={{ href: '/settings', text: settings('title') }} />
      <PageHeading>{t('heading')}</PageHeading>
      <p>{t('lead')}</p>
      {mayManage ? (
        <p className="my-4">
          <ButtonLink href="/connections/new">{t('add')}</ButtonLink>
        </p>
      ) : null}
      {connections.length === 0 ? <p className="my-4">{t('empty')}</p> : null}
      <ul className="grid gap-6">
        {connections.map((connection) => (
          <li key={connection.id} className="max-w-none">
            <ConnectionEntry connection={connection} mayManage={mayManage} when={clock} />
          </li>
        ))}
      </ul>
      <GetHelp />
    </>
  )
}
