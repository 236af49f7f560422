import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { PageHeading } from '@/components/layout/page-heading'
import { chapterOf, type Step } from '@/lib/migration/journey'

export async function stepText(step: Step): Promise<string> {
  const t = await getTranslations('wizard')
  const chapter = chapterOf[step]
  return t('step', { n: chapter, name: t(`chapters.${chapter}`) })
}

/** "Step 3 of 5 · Code", then the question. */
export async function StepHeading(props: { step: Step; labelFor?: string; children: ReactNode }) {
  return (
    <PageHeading step={await stepText(props.step)} labelFor={props.labelFor}>
      {props.children}
    </PageHeading>
  )
}
