import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Plate } from '@/components/data/plate'
import { FinishedStep } from '@/components/wizard/finished-step'
import { LeaveLinks } from '@/components/wizard/leave-links'
import { NumberForm, OTHER } from '@/components/wizard/number-form'
import { deadEndPath } from '@/components/wizard/paths'
import { shownRefusal } from '@/components/wizard/refusal-panel'
import { SoftLink } from '@/components/wizard/soft-link'
import { StepFrame } from '@/components/wizard/step-frame'
import { StepHeading, stepText } from '@/components/wizard/step-heading'
import { deadEndOfNumber } from '@/lib/migration/dead-ends'
import { getOptions } from '@/lib/migration/get-options'
import type { MigrationView, NumberOption } from '@/lib/migration/view'
import { first, openStep, type StepProps, stepTitle } from '../open-migration'

const FIELD = 'phoneNumber'
const STATUSES = ['CONNECTED', 'DISCONNECTED', 'PENDING', 'FLAGGED', 'RESTRICTED', 'RATE_LIMITED', 'BANNED'] as const

export async function generateMetadata({ params }: StepProps): Promise<Metadata> {
  const t = await getTranslations('number')
  return stepTitle((await params).id, 'number', t('heading'))
}

export default async function NumberPage({ params, searchParams }: StepProps) {
  const { id } = await params
  const { ctx, view, viewer, finished } = await openStep(id, 'number')
  const t = await getTranslations('number')
  const note = first((await searchParams).note)
  return (
    <StepFrame
      view={view}
      viewer={viewer}
      step="number"
      note={note}
      plate={finished}
      links={<LeaveLinks view={view} />}
    >
      {finished ? (
        <FinishedStep view={view} step="number" heading={t('heading')} />
      ) : (
        <Question view={view} options={await getOptions(ctx, id)} />
      )}
    </StepFrame>
  )
}

type QuestionProps = { view: MigrationView; options: Awaited<ReturnType<typeof getOptions>> }

async function Question({ view, options }: QuestionProps) {
  const [t, w, c] = await Promise.all([getTranslations('number'), getTranslations('wizard'), getTranslations('checks')])
  const movable = options.numbers.filter((number) => number.movable)
  const others = options.numbers.filter((number) => !number.movable)
  const listed = movable.length > 0
  const chosen = movable.find((number) => number.e164 === view.number?.e164)
  const preset = chosen?.e164 ?? (view.number ? OTHER : movable.length === 1 ? movable[0]?.e164 : undefined)
  const wordOf = (number: NumberOption) => {
    const status = STATUSES.find((known) => known === number.status)
    return status ? t(`status.${status}`) : (number.status ?? t('status.UNKNOWN'))
  }
  return (
    <>
      {listed ? null : (
        <>
          <StepHeading step="number" labelFor={FIELD}>
            {t('heading')}
          </StepHeading>
          {options.sourceReadable ? null : <p className="mb-2 text-muted">{t('noneReadable')}</p>}
        </>
      )}
      <NumberForm
        id={view.id}
        version={view.version}
        refusedAt={shownRefusal(view)?.startedAt ?? null}
        rows={movable.map((number) => ({
          value: number.e164,
          label: <Plate number={number.display} small />,
          help: [number.displayName, wordOf(number)].filter(Boolean).join(' · '),
        }))}
        preset={preset}
        texts={{
          heading: t('heading'),
          step: await stepText('number'),
          hint: t('hint', { example: exampleFor(options.suggestedCountry) }),
          another: t('another'),
          label: t('label'),
          submit: w('continue'),
          reading: c('reading'),
          emptyList: t('emptyList'),
        }}
      />
      {others.length > 0 ? (
        <section aria-labelledby="cannot" className="my-6">
          <h2 id="cannot">{t('cannotMove')}</h2>
          <ul className="my-2 grid gap-2">
            {others.map((number) => (
              <li key={number.id}>
                <Plate number={number.display} small /> {number.displayName}
                <span className="block text-small text-muted">
                  {number.reason ? t(`reasons.${number.reason}`) : null} <OtherWay id={view.id} number={number} />
                </span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  )
}

async function OtherWay({ id, number }: { id: string; number: NumberOption }) {
  const t = await getTranslations('common')
  const reason = deadEndOfNumber(number.reason)
  if (reason === null) return null
  return (
    <SoftLink href={deadEndPath(id, reason)}>
      {t('otherWay')}
      <span className="sr-only"> – {number.display}</span>
    </SoftLink>
  )
}

/** Numbers from ranges that look like each country's own; the plus is what matters. */
function exampleFor(country: string | null): string {
  const examples: Readonly<Record<string, string>> = {
    VN: '+84 912 345 678',
    ID: '+62 812 3456 7890',
    BR: '+55 11 91234 5678',
    IN: '+91 91234 56789',
    MX: '+52 55 1234 5678',
    TR: '+90 501 234 56 78',
    US: '+1 202 555 0143',
    GB: '+44 7400 123456',
  }
  return examples[country ?? 'VN'] ?? '+84 912 345 678'
}
