import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { AskMessage } from '@/components/connections/ask-message'
import { GetHelp } from '@/components/layout/get-help'
import { PageHeading } from '@/components/layout/page-heading'
import { PageTop } from '@/components/layout/page-top'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('connections')
  return { title: t('askTitle') }
}

export default async function AskPage() {
  const [t, common, token] = await Promise.all([
    getTranslations('connections'),
    getTranslations('common'),
    getTranslations('token'),
  ])
  return (
    <>
      <PageTop back={{ href: '/connections/new', text: common('back') }} />
      <PageHeading>{t('askHeading')}</PageHeading>
      <p>{t('askLead')}</p>
      <AskMessage label={t('askMessage')} template={t.raw('askText')} path="/connections/guide/1" />
      <p>
        <a href="/connections/token" className="inline-flex min-h-11 items-center">
          {token('heading')}
        </a>
      </p>
      <GetHelp />
    </>
  )
}
