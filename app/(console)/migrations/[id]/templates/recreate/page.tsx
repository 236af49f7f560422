import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { InsetNote } from '@/components/feedback/inset-note'
import { PageHeading } from '@/components/layout/page-heading'
import { FixedParts } from '@/components/templates/fixed-parts'
import { RecreateForm, type TextPart } from '@/components/templates/recreate-form'
import { SinceOpened } from '@/components/templates/since-opened'
import { templateWords } from '@/components/templates/template-words'
import { ExternalLink } from '@/components/wizard/external-link'
import { metaLinks } from '@/components/wizard/meta-links'
import { sidePath, stepPath } from '@/components/wizard/paths'
import { RefusalPanel } from '@/components/wizard/refusal-panel'
import { StepFrame } from '@/components/wizard/step-frame'
import { isAppError } from '@/lib/errors/app-error'
import type { MigrationView } from '@/lib/migration/view'
import { getTemplate } from '@/lib/templates/get-template'
import type { TemplatePart, TemplateText } from '@/lib/templates/view'
import { first, openMigration, type StepProps, stepTitle } from '../../open-migration'

export async function generateMetadata({ params, searchParams }: StepProps): Promise<Metadata> {
  const { id } = await params
  const [t, { view }, { name }] = await Promise.all([
    getTranslations('templates.anew'),
    openMigration(id),
    searchParams,
  ])
  return stepTitle(id, view.step, t('heading', { name: first(name) ?? '' }), 'templates')
}

/** One template made anew on the destination, with the words as they were or better ones. */
export default async function RecreatePage({ params, searchParams }: StepProps) {
  const { ctx, view, viewer } = await openMigration((await params).id)
  if (!viewer.move || view.status === 'cancelled') redirect(stepPath(view.id, view.step))
  const { name, language } = await searchParams
  const key = { name: first(name) ?? '', language: first(language) ?? '' }
  const [t, list, words, template] = await Promise.all([
    getTranslations('templates.anew'),
    getTranslations('templates'),
    templateWords(),
    getTemplate(ctx, view.id, key).catch(missing),
  ])
  return (
    <StepFrame
      view={view}
      viewer={viewer}
      step={null}
      refusals="none"
      back={{ href: sidePath(view.id, 'templates'), text: t('back') }}
    >
      <SinceOpened at={view.refusal?.startedAt ?? null}>
        <Refused view={view} />
      </SinceOpened>
      <PageHeading>
        <span className="break-words">{t('heading', { name: template.name })}</span>
      </PageHeading>
      <p>
        {t('language')}: {words.language(template.language)}
      </p>
      {template.byHand === null ? (
        <>
          <p className="my-2">{t('lead')}</p>
          <AnewForm view={view} template={template} />
        </>
      ) : (
        <InsetNote>
          <p>{list(`byHand.${template.byHand}`)}</p>
          <p>
            <ExternalLink href={metaLinks.destinationTemplates(view)}>{list('openManager')}</ExternalLink>
          </p>
        </InsetNote>
      )}
    </StepFrame>
  )
}

function missing(error: unknown): never {
  if (isAppError(error) && error.code === 'not_found') notFound()
  throw error
}

/** What Meta says of a template is what helps to mend it: it stands open, apart from our words. */
async function Refused({ view }: { view: MigrationView }) {
  const t = await getTranslations('templates')
  const { refusal } = view
  const says = refusal?.errorCode?.startsWith('template_') ? refusal.graph?.userText : null
  return (
    <>
      <RefusalPanel view={view} here={null} of="templates" />
      {says ? (
        <InsetNote>
          <p>
            {t('metaSays')}: <bdi>{says}</bdi>
          </p>
        </InsetNote>
      ) : null}
    </>
  )
}

const CATEGORIES = ['UTILITY', 'MARKETING'] as const

async function AnewForm({ view, template }: { view: MigrationView; template: TemplateText }) {
  const [t, list] = await Promise.all([getTranslations('templates.anew'), getTranslations('templates')])
  const labels = { HEADER: t('header'), BODY: t('body'), FOOTER: t('footer') }
  const parts = template.components.map((part, place) => toTextPart(part, place, labels))
  return (
    <RecreateForm
      id={view.id}
      version={view.version}
      refusedAt={view.refusal?.startedAt ?? null}
      template={{ name: template.name, language: template.language }}
      category={CATEGORIES.find((known) => known === template.category)}
      categories={CATEGORIES.map((value) => ({
        value,
        label: list(`category.${value}`),
        help: t(`categories.${value}`),
      }))}
      parts={parts.filter((part) => part !== null)}
      texts={{
        name: t('name'),
        nameHint: t('nameHint'),
        category: t('category'),
        variables: t('variables'),
        send: t('send'),
        sending: t('sending'),
      }}
    >
      <FixedParts parts={template.components.filter((_, place) => parts[place] === null)} />
    </RecreateForm>
  )
}

/** Null: not a part of words alone. */
function toTextPart(part: TemplatePart, place: number, labels: Record<'HEADER' | 'BODY' | 'FOOTER', string>) {
  const type = (['HEADER', 'BODY', 'FOOTER'] as const).find((known) => known === part.type.toUpperCase())
  if (type === undefined || typeof part.text !== 'string') return null
  return { field: type.toLowerCase(), place, label: labels[type], text: part.text } satisfies TextPart
}
