import { handle } from '@/lib/http/handle'
import { IdParams } from '@/lib/http/params'
import { getReport } from '@/lib/report/get-report'
import { SignedReport } from '@/lib/report/view'

export const GET = handle({
  summary: 'Read the signed report of a move that is over',
  actor: 'user',
  right: 'reports.export',
  params: IdParams,
  output: SignedReport,
  run: (ctx, { params }) => getReport(ctx, params.id),
})
