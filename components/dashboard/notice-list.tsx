import { getTranslations } from 'next-intl/server'
import { InsetNote } from '@/components/feedback/inset-note'
import type { NoticeView } from '@/lib/notices/view'
import { DismissNotice } from './dismiss-notice'

/** What happened while nobody looked, until it is dismissed or the move is opened. */
export async function NoticeList({ notices }: { notices: readonly NoticeView[] }) {
  if (notices.length === 0) return null
  const t = await getTranslations('notices')
  return (
    <section aria-label={t('label')}>
      {notices.map((notice) => {
        const said =
          notice.kind === 'ready' && notice.display !== null
            ? t.rich('ready', { number: notice.display, n: (number) => <bdi dir="ltr">{number}</bdi> })
            : t('accountsReady', { reference: notice.reference })
        return (
          <InsetNote key={notice.id} tone="good">
            <p>
              {notice.practice ? `${t('practice')} ` : null}
              {said}
            </p>
            <div className="flex max-w-none flex-wrap items-center gap-x-6 gap-y-2">
              <a href={`/migrations/${notice.migrationId}`} className="inline-flex min-h-11 items-center">
                {t('open')}
                <span className="sr-only"> – {notice.display ?? notice.reference}</span>
              </a>
              <DismissNotice id={notice.id} text={t('dismiss')} />
            </div>
          </InsetNote>
        )
      })}
    </section>
  )
}
