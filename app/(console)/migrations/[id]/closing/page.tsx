import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageHeading } from '@/components/layout/page-heading'
import { ClosingList } from '@/components/wizard/closing-list'
import { stepPath } from '@/components/wizard/paths'
import { PrintButton } from '@/components/wizard/print-button'
import { ProviderLink } from '@/components/wizard/provider-link'
import { ReadyLetter } from '@/components/wizard/ready-letter'
import { StepFrame } from '@/components/wizard/step-frame'
import { leftToClose } from '@/lib/migration/after-move'
import { openAfterMove, openMigration, type StepProps, sideTitle } from '../open-migration'

export async function generateMetadata({ params }: StepProps): Promise<Metadata> {
  const { id } = await params
  const [t, { view }] = await Promise.all([getTranslations('closing'), openMigration(id)])
  return sideTitle(id, t('heading', { n: leftToClose(view) }))
}

/** What is left to do before the account at the provider may be closed. */
export default async function ClosingPage({ params }: StepProps) {
  const { view, viewer } = await openAfterMove((await params).id)
  const t = await getTranslations('closing')
  const movedAt = view.confirmedAt ?? view.registeredAt
  return (
    <StepFrame view={view} viewer={viewer} step={null} back={{ href: stepPath(view.id, view.step), text: t('back') }}>
      <PageHeading>{t('heading', { n: leftToClose(view) })}</PageHeading>
      <p>{t('lead')}</p>
      <ClosingList view={view} viewer={viewer} />
      <p className="no-print my-4">
        <PrintButton>{t('print')}</PrintButton>
      </p>
      <section id="letter" aria-labelledby="letter-heading">
        <h2 id="letter-heading" className="mt-6">
          {t('letterHeading')}
        </h2>
        <p className="no-print my-2">{t('letterText')}</p>
        <ReadyLetter
          page="closing"
          values={{
            number: view.number?.display ?? '',
            account: view.source?.wabaId ?? null,
            date: movedAt === null ? null : new Date(movedAt),
          }}
        />
        <ProviderLink view={view} namedOnly />
      </section>
    </StepFrame>
  )
}
