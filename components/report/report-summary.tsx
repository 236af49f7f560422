import { SummaryList } from '@/components/data/summary-list'
import type { MoveReport } from '@/lib/report/view'
import type { ReportWords } from '@/lib/report/words'

export function ReportSummary({ report, words }: { report: MoveReport; words: ReportWords }) {
  return <SummaryList rows={words.summary(report).map(({ key, term, value }) => ({ key, term, value }))} />
}
