import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { RemoveConnection } from '@/components/connections/remove-connection'
import { PageHeading } from '@/components/layout/page-heading'
import { PageTop } from '@/components/layout/page-top'
import { requireUser } from '@/lib/auth/current-user'
import { getConnection } from '@/lib/connections/get'
import { isAppError } from '@/lib/errors/app-error'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('connections')
  return { title: t('removeTitle') }
}

export default async function RemoveConnectionPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await requireUser()
  const { id } = await params
  const connection = await getConnection(ctx, id).catch((error: unknown) => {
    if (isAppError(error) && error.code === 'not_found') notFound()
    throw error
  })
  const [t, common] = await Promise.all([getTranslations('connections'), getTranslations('common')])
  return (
    <>
      <PageTop back={{ href: '/connections', text: common('back') }} />
      <PageHeading>{t('removeHeading', { label: connection.label })}</PageHeading>
      <p className="mb-6">{t('removeText', { count: connection.openMigrations })}</p>
      <div className="flex flex-wrap items-start gap-x-6">
        <RemoveConnection id={connection.id} text={t('removeYes')} />
        <a href="/connections" className="inline-flex min-h-12 items-center">
          {t('removeNo')}
        </a>
      </div>
    </>
  )
}
