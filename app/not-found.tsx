import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageFrame } from '@/components/layout/page-frame'
import { PageHeading } from '@/components/layout/page-heading'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('status')
  return { title: t('notFoundTitle') }
}

export default async function NotFound() {
  const t = await getTranslations('status')
  return (
    <PageFrame home="/">
      <PageHeading>{t('notFoundTitle')}</PageHeading>
      <p>{t('notFoundText')}</p>
      <p>
        <a href="/migrations" className="inline-flex min-h-11 items-center">
          {t('notFoundLink')}
        </a>
      </p>
    </PageFrame>
  )
}
