import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageHeading } from '@/components/layout/page-heading'
import { stepPath } from '@/components/wizard/paths'
import { ProviderForm } from '@/components/wizard/provider-form'
import { providerName } from '@/components/wizard/provider-name'
import { ProviderNotes } from '@/components/wizard/provider-notes'
import { StepFrame } from '@/components/wizard/step-frame'
import { notesFor } from '@/lib/providers/notes-for'
import { GENERIC, PROVIDERS, UNKNOWN } from '@/lib/providers/view'
import { openMigration, type StepProps, stepTitle } from '../open-migration'

export async function generateMetadata({ params }: StepProps): Promise<Metadata> {
  const t = await getTranslations('providers')
  return stepTitle((await params).id, 'checks', t('heading'))
}

/** Asks who serves the number now, and shows what public pages say of leaving them. Nothing waits for an answer. */
export default async function ProviderPage({ params }: StepProps) {
  const { view, viewer } = await openMigration((await params).id)
  const [t, d] = await Promise.all([getTranslations('providers'), getTranslations('checks.detail')])
  const answer = view.provider
  const provider = PROVIDERS.find(({ id }) => id === answer && id !== GENERIC) ?? null
  const notes = answer === null ? null : <ProviderNotes provider={provider} notes={notesFor(answer)} />
  const answers = [...PROVIDERS.map(({ id }) => id), UNKNOWN]
  const names = await Promise.all(answers.map(providerName))
  const options = answers.map((value, at) => ({ value, text: names[at] ?? value }))
  return (
    <StepFrame view={view} viewer={viewer} step={null} back={{ href: stepPath(view.id, 'checks'), text: d('all') }}>
      <PageHeading>{t('heading')}</PageHeading>
      {viewer.move ? (
        <ProviderForm
          id={view.id}
          version={view.version}
          answer={answer}
          options={[{ value: '', text: t('choose') }, ...options]}
          texts={{ label: t('label'), hint: t('hint'), save: t('save'), saving: t('saving') }}
        >
          {notes}
        </ProviderForm>
      ) : (
        <>
          <p>{await providerName(answer)}</p>
          {notes}
        </>
      )}
    </StepFrame>
  )
}
