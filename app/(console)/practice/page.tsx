import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PRACTICE_STORIES } from '@/components/connections/practice-stories'
import { PracticeStoryForm } from '@/components/connections/practice-story-form'
import { GetHelp } from '@/components/layout/get-help'
import { PageTop } from '@/components/layout/page-top'
import { PracticeFrame } from '@/components/layout/practice-band'
import { requireUser } from '@/lib/auth/current-user'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('practice')
  return { title: `${t('titlePrefix')} – ${t('heading')}` }
}

export default async function PracticePage() {
  await requireUser()
  const [t, common] = await Promise.all([getTranslations('practice'), getTranslations('common')])
  return (
    <PracticeFrame leaveHref="/migrations">
      <PageTop back={{ href: '/migrations', text: common('back') }} />
      <PracticeStoryForm
        texts={{ heading: t('heading'), lead: t('lead'), submit: t('start'), pending: t('starting') }}
        rows={PRACTICE_STORIES.map((story) => ({
          value: story,
          label: t(`stories.${story}`),
          help: t(`helps.${story}`),
        }))}
      />
      <GetHelp />
    </PracticeFrame>
  )
}
