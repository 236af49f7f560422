import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ConnectionForm } from '@/components/dashboard/connection-form'
import { ButtonLink } from '@/components/form/button'
import { GetHelp } from '@/components/layout/get-help'
import { PageHeading } from '@/components/layout/page-heading'
import { PageTop } from '@/components/layout/page-top'
import { requireUser } from '@/lib/auth/current-user'
import { startOptions } from '../start-options'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('newMigration')
  return { title: t('heading') }
}

export default async function NewMigrationPage() {
  const ctx = await requireUser()
  const [t, common, options] = await Promise.all([
    getTranslations('newMigration'),
    getTranslations('common'),
    startOptions(ctx),
  ])
  if (!options.mayStart) redirect('/migrations')
  const usable = options.connections.filter((connection) => connection.problem === null)
  const broken = options.connections.filter((connection) => connection.problem !== null)
  return (
    <>
      <PageTop back={{ href: '/migrations', text: common('back') }} />
      {usable.length > 0 ? (
        <ConnectionForm
          rows={usable.map((connection) => ({
            value: connection.id,
            label: connection.label,
            help: connection.kind === 'practice' ? t('practice') : t('lastFour', { lastFour: connection.lastFour }),
          }))}
          preset={options.only?.id}
          texts={{
            heading: t('heading'),
            hint: t('hint'),
            submit: common('continue'),
            starting: t('starting'),
            empty: t('empty'),
          }}
        />
      ) : (
        <>
          <PageHeading>{t('heading')}</PageHeading>
          <p className="mb-4">{t('none')}</p>
          <ButtonLink href="/connections/new">{t('add')}</ButtonLink>
        </>
      )}
      {broken.map((connection) => (
        <p key={connection.id} className="my-2">
          {connection.label}: {t('problem')}{' '}
          <a href={`/connections/token?replace=${connection.id}`}>{common('change')}</a>
        </p>
      ))}
      <p className="my-2 flex max-w-none flex-wrap gap-x-6">
        {usable.length > 0 ? (
          <a href="/connections/new" className="inline-flex min-h-11 items-center">
            {t('another')}
          </a>
        ) : null}
        <a href="/practice" className="inline-flex min-h-11 items-center">
          {t('practise')}
        </a>
      </p>
      <GetHelp />
    </>
  )
}
