import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { InsetNote } from '@/components/feedback/inset-note'
import { PracticePhone } from '@/components/practice/practice-phone'
import { getClock } from '@/components/wizard/clock'
import { CodeEntry } from '@/components/wizard/code-entry'
import { codeLanguageOptions } from '@/components/wizard/code-language-options'
import { CodeMethodForm } from '@/components/wizard/code-method-form'
import { isLandline, nextCodeAt } from '@/components/wizard/code-waits'
import { FinishedStep } from '@/components/wizard/finished-step'
import { LeaveLinks } from '@/components/wizard/leave-links'
import { codeMayArrive, isBusy } from '@/components/wizard/position'
import { shownRefusal } from '@/components/wizard/refusal-panel'
import { StepFrame } from '@/components/wizard/step-frame'
import { StepHeading, stepText } from '@/components/wizard/step-heading'
import { codeLanguageFor } from '@/lib/migration/code-languages'
import type { MigrationView } from '@/lib/migration/view'
import { first, openStep, type StepProps, stepTitle } from '../open-migration'

export async function generateMetadata({ params }: StepProps): Promise<Metadata> {
  const t = await getTranslations('codeMethod')
  return stepTitle((await params).id, 'code-method', t('heading'))
}

export default async function CodeMethodPage({ params, searchParams }: StepProps) {
  const { view, viewer, finished } = await openStep((await params).id, 'code-method')
  const t = await getTranslations('codeMethod')
  const note = first((await searchParams).note)
  return (
    <StepFrame view={view} viewer={viewer} step="code-method" note={note} links={<LeaveLinks view={view} />}>
      <Body view={view} finished={finished} heading={t('heading')} />
      {view.practice && codeMayArrive(view) ? <PracticePhone view={view} /> : null}
    </StepFrame>
  )
}

function Body({ view, finished, heading }: { view: MigrationView; finished: boolean; heading: string }) {
  if (finished) return <FinishedStep view={view} step="code-method" heading={heading} />
  if (codeMayArrive(view)) return <CodeEntry view={view} />
  if (isBusy(view)) return <StepHeading step="code-method">{heading}</StepHeading>
  return <Question view={view} />
}

async function Question({ view }: { view: MigrationView }) {
  const [t, locale, clock] = await Promise.all([getTranslations('codeMethod'), getLocale(), getClock()])
  const landline = isLandline(view)
  const languages = codeLanguageOptions(locale)
  const next = nextCodeAt(view)
  return (
    <>
      {next ? (
        <InsetNote tone="attention">
          <p>{t('tooSoon', { time: clock(next) })}</p>
        </InsetNote>
      ) : null}
      <CodeMethodForm
        id={view.id}
        version={view.version}
        refusedAt={shownRefusal(view)?.startedAt ?? null}
        preset={view.code.method ?? (landline ? 'VOICE' : 'SMS')}
        language={view.code.language ?? codeLanguageFor(locale)}
        common={{ text: t('common'), options: languages.common }}
        all={{ text: t('allLanguages'), options: languages.all }}
        landline={landline ? t('smsOnLandline') : null}
        texts={{
          heading: t('heading'),
          step: await stepText('code-method'),
          hint: landline ? t('presetLandline') : undefined,
          sms: t('sms'),
          smsPrep: t('smsPrep'),
          call: t('call'),
          callPrep: t('callPrep'),
          menu: t('menu'),
          language: t('language'),
          send: t('send'),
          sending: t('sending'),
        }}
      />
      <p className="mt-2 text-muted">{t('what')}</p>
    </>
  )
}
