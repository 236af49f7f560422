import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { InsetNote } from '@/components/feedback/inset-note'
import { findingText } from '@/lib/i18n/finding-text'
import { DEFAULT_LOCALE, isLocale } from '@/lib/i18n/locales'
import { needsALook, noticePath } from '@/lib/notices/kinds'
import type { NoticeView } from '@/lib/notices/view'
import { DismissNotice } from './dismiss-notice'

/** What happened while nobody looked, until it is dismissed or the move is opened. */
export async function NoticeList({ notices }: { notices: readonly NoticeView[] }) {
  if (notices.length === 0) return null
  const t = await getTranslations('notices')
  return (
    <section aria-label={t('label')}>
      {notices.map((notice) => (
        <InsetNote key={notice.id} tone={needsALook(notice.kind) ? 'attention' : 'good'}>
          <p>
            {notice.practice ? `${t('practice')} ` : null}
            <Said notice={notice} />
          </p>
          <div className="flex max-w-none flex-wrap items-center gap-x-6 gap-y-2">
            <a href={noticePath(notice)} className="inline-flex min-h-11 items-center">
              {t(needsALook(notice.kind) ? 'openChanged' : 'open')}
              <span className="sr-only"> – {notice.display ?? notice.reference}</span>
            </a>
            <DismissNotice id={notice.id} text={t('dismiss')} />
          </div>
        </InsetNote>
      ))}
    </section>
  )
}

async function Said({ notice }: { notice: NoticeView }) {
  const [t, locale] = await Promise.all([getTranslations('notices'), getLocale()])
  const { kind, finding, display, reference } = notice
  const number = display ?? reference
  const n = (children: ReactNode) => <bdi dir="ltr">{children}</bdi>
  if (finding !== null) {
    const { what, works } = findingText(finding, isLocale(locale) ? locale : DEFAULT_LOCALE)
    return t.rich('changed', { number, n, what: `${what} ${works}` })
  }
  if (kind === 'callback_stuck') return t.rich('callbackStuck', { number, n })
  return kind === 'ready' && display !== null ? t.rich('ready', { number, n }) : t('accountsReady', { reference })
}
