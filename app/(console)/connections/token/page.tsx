import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { TokenForm } from '@/components/connections/token-form'
import { GetHelp } from '@/components/layout/get-help'
import { PageHeading } from '@/components/layout/page-heading'
import { PageTop } from '@/components/layout/page-top'
import { requireUser } from '@/lib/auth/current-user'
import { getConnection } from '@/lib/connections/get'
import { isAppError } from '@/lib/errors/app-error'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('token')
  return { title: t('title') }
}

export default async function TokenPage({ searchParams }: { searchParams: Promise<{ replace?: string | string[] }> }) {
  const ctx = await requireUser()
  const { replace } = await searchParams
  const replaced =
    typeof replace === 'string'
      ? await getConnection(ctx, replace).catch((error: unknown) => {
          if (isAppError(error) && error.code === 'not_found') notFound()
          throw error
        })
      : null
  const [t, common] = await Promise.all([getTranslations('token'), getTranslations('common')])
  return (
    <>
      <PageTop back={{ href: replaced ? '/connections' : '/connections/new', text: common('back') }} />
      <TokenForm
        replaces={replaced?.id ?? null}
        heading={
          <PageHeading labelFor="token">
            {replaced ? t('headingReplace', { label: replaced.label }) : t('heading')}
          </PageHeading>
        }
        texts={{
          hint: t('hint'),
          why: t('why'),
          more: t('more'),
          label: t('label'),
          labelHint: t('labelHint'),
          appSecret: t('appSecret'),
          appSecretHint: t('appSecretHint'),
          submit: t('submit'),
          pending: t('pending'),
          slow: t('slow'),
          savedHeading: t('savedHeading'),
          personal: t('personal'),
          expires_soon: t('expires_soon'),
          never_expires: t('never_expires'),
          goOn: t('goOn'),
        }}
      />
      <p className="mt-4">
        <a href="/connections/guide/1" className="inline-flex min-h-11 items-center">
          {t('guide')}
        </a>
      </p>
      <GetHelp />
    </>
  )
}
