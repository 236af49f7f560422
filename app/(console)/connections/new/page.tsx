import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { TokenChoiceForm } from '@/components/connections/token-choice-form'
import { GetHelp } from '@/components/layout/get-help'
import { PageTop } from '@/components/layout/page-top'
import { requireUser } from '@/lib/auth/current-user'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('connections')
  return { title: t('choiceTitle') }
}

export default async function NewConnectionPage() {
  await requireUser()
  const [t, common] = await Promise.all([getTranslations('connections'), getTranslations('common')])
  return (
    <>
      <PageTop back={{ href: '/migrations', text: common('back') }} />
      <TokenChoiceForm
        texts={{
          heading: t('choiceHeading'),
          why: t('choiceWhy'),
          yes: t('choiceYes'),
          no: t('choiceNo'),
          noHelp: t('choiceNoHelp'),
          other: t('choiceOther'),
          otherHelp: t('choiceOtherHelp'),
          submit: common('continue'),
        }}
      />
      <p className="mt-6">
        <a href="/practice" className="inline-flex min-h-11 items-center">
          {t('choicePractice')}
        </a>
      </p>
      <GetHelp />
    </>
  )
}
