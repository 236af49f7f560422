import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getLocale, getTimeZone, getTranslations } from 'next-intl/server'
import { ButtonLink } from '@/components/form/button'
import { PageHeading } from '@/components/layout/page-heading'
import { ReportIds } from '@/components/report/report-ids'
import { ReportSignature } from '@/components/report/report-signature'
import { ReportSummary } from '@/components/report/report-summary'
import { ReportTemplates } from '@/components/report/report-templates'
import { ReportSteps, ReportTimeline } from '@/components/report/report-timeline'
import { BeforeAfter } from '@/components/wizard/before-after'
import { migrationApi, stepPath } from '@/components/wizard/paths'
import { PrintButton } from '@/components/wizard/print-button'
import { StepFrame } from '@/components/wizard/step-frame'
import { hasRight } from '@/lib/auth/rights'
import { DEFAULT_LOCALE, isLocale } from '@/lib/i18n/locales'
import { isBeforeMove } from '@/lib/migration/machine'
import { printsOf } from '@/lib/report/canonical'
import { getReport } from '@/lib/report/get-report'
import { reportFile, reportWords } from '@/lib/report/words'
import { openMigration, type StepProps, stepTitle } from '../open-migration'

export async function generateMetadata({ params }: StepProps): Promise<Metadata> {
  const { id } = await params
  const [t, { view }] = await Promise.all([getTranslations('report'), openMigration(id)])
  return stepTitle(id, view.step, t('heading'))
}

/** Of a move that is over, moved or stopped. It can be opened again for ever. */
export default async function ReportPage({ params }: StepProps) {
  const { ctx, view, viewer } = await openMigration((await params).id)
  if (isBeforeMove(view.status)) redirect(stepPath(view.id, view.step, { note: 'not_reached' }))
  const [t, asked, timeZone, signed] = await Promise.all([
    getTranslations('report'),
    getLocale(),
    getTimeZone(),
    getReport(ctx, view.id),
  ])
  const locale = isLocale(asked) ? asked : DEFAULT_LOCALE
  const words = reportWords({ locale, timeZone, number: view.number })
  const { report } = signed
  const back = { href: stepPath(view.id, view.step), text: t('back') }
  const file = migrationApi(view.id, '/report')
  const pdf = `${file}.pdf?${new URLSearchParams({ lang: locale, timeZone })}`
  return (
    <StepFrame view={view} viewer={viewer} step={null} back={back}>
      <div className="report">
        <PageHeading>{t('heading')}</PageHeading>
        <ReportSummary report={report} words={words} />
        <p className="no-print my-4 flex max-w-none flex-wrap items-center gap-4">
          {hasRight(ctx, 'reports.export') ? (
            <ButtonLink href={pdf} download>
              {t('pdf')}
            </ButtonLink>
          ) : null}
          <PrintButton>{t('print')}</PrintButton>
          {hasRight(ctx, 'reports.export') ? (
            <a
              href={file}
              download={`${reportFile(report.reference)}.json`}
              className="inline-flex min-h-11 items-center"
            >
              {t('json')}
            </a>
          ) : null}
        </p>
        {report.result === 'stopped' ? (
          <ReportSteps steps={report.steps} words={words} />
        ) : (
          <BeforeAfter view={view} full />
        )}
        <ReportTemplates templates={report.templates} words={words} />
        <ReportIds ids={report.ids} words={words} />
        <ReportTimeline timeline={report.timeline} words={words} />
        <ReportSignature reference={report.reference} prints={printsOf(signed)} words={words} />
      </div>
    </StepFrame>
  )
}
