import { getTranslations } from 'next-intl/server'
import { CopyBlock } from '@/components/data/copy-block'
import { SummaryList } from '@/components/data/summary-list'
import type { MoveReport } from '@/lib/report/view'
import type { ReportWords } from '@/lib/report/words'

/** The ones to give to other systems can be copied; the ones they replace stand below. */
export async function ReportIds({ ids, words }: { ids: MoveReport['ids']; words: ReportWords }) {
  const t = await getTranslations('report')
  const { before, after } = ids
  return (
    <section aria-labelledby="ids">
      <h2 id="ids" className="mt-6">
        {t('ids')}
      </h2>
      {after.phoneNumberId ? (
        <CopyBlock label={t('newNumber')} text={after.phoneNumberId} digits buttonText={t('copyNumberId')} />
      ) : null}
      {after.wabaId ? (
        <CopyBlock label={t('newAccount')} text={after.wabaId} digits buttonText={t('copyAccountId')} />
      ) : null}
      <SummaryList
        rows={[
          { key: 'number', term: t('oldNumber'), value: words.id(before.phoneNumberId) },
          { key: 'account', term: t('oldAccount'), value: words.id(before.wabaId) },
        ]}
      />
    </section>
  )
}
