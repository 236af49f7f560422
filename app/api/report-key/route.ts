import { handle } from '@/lib/http/handle'
import { getReportKey } from '@/lib/report/get-key'
import { ReportKey } from '@/lib/report/view'

/** Whoever was given a report may check it, with or without an account here. */
export const GET = handle({
  summary: 'Read the public key that reports are signed with',
  actor: 'anyone',
  output: ReportKey,
  run: async () => getReportKey(),
})
