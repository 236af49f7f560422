import * as z from 'zod'
import { handle } from '@/lib/http/handle'
import { IdParams } from '@/lib/http/params'
import { DEFAULT_LOCALE, LOCALES } from '@/lib/i18n/locales'
import { readTimeZone } from '@/lib/i18n/time-zone'
import { getReport } from '@/lib/report/get-report'
import { renderPdf } from '@/lib/report/pdf/render'
import { reportFile } from '@/lib/report/words'

/** `timeZone`: whose clock the times are on, such as Asia/Ho_Chi_Minh. */
const ReportPdfQuery = z.object({
  lang: z.enum(LOCALES).default(DEFAULT_LOCALE),
  timeZone: z.string().max(64).optional(),
})

export const GET = handle({
  summary: 'Read the report of a move that is over as a PDF',
  actor: 'user',
  right: 'reports.export',
  params: IdParams,
  query: ReportPdfQuery,
  media: 'application/pdf',
  run: async (ctx, { params, query }) => {
    const signed = await getReport(ctx, params.id)
    const pdf = await renderPdf(signed, { locale: query.lang, timeZone: readTimeZone(query.timeZone) })
    const name = `${reportFile(signed.report.reference)}.${query.lang}.pdf`
    return new Response(pdf, {
      headers: { 'content-type': 'application/pdf', 'content-disposition': `attachment; filename="${name}"` },
    })
  },
})
