import { getTranslations } from 'next-intl/server'
import { SummaryList } from '@/components/data/summary-list'
import type { ReportWords } from '@/lib/report/words'

type ReportSignatureProps = {
  reference: string
  /** Fingerprints, in groups that can be read out. */
  prints: { key: string; signature: string }
  words: ReportWords
}

export async function ReportSignature({ reference, prints, words }: ReportSignatureProps) {
  const t = await getTranslations('report')
  return (
    <section aria-labelledby="signature">
      <h2 id="signature" className="mt-6">
        {t('signature')}
      </h2>
      <p className="my-2">{t('signed')}</p>
      <SummaryList
        rows={[
          { key: 'signature', term: t('signature'), value: <bdi className="digits">{prints.signature}</bdi> },
          { key: 'key', term: t('key'), value: <bdi className="digits">{prints.key}</bdi> },
        ]}
      />
      <p className="my-2">{t('keyWhere')}</p>
      <p className="my-2 break-words">{t('check', { command: words.command(reference, prints.key) })}</p>
    </section>
  )
}
