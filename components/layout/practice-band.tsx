import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'

/** Band above and dotted frame around: a picture of this page can never be taken for the real thing. */
export async function PracticeFrame({ leaveHref, children }: { leaveHref: string; children: ReactNode }) {
  const t = await getTranslations('practice')
  return (
    <div className="practice-frame">
      <p className="flex max-w-none flex-wrap items-center justify-between gap-x-4 bg-practice px-3 py-1 text-practice-text sm:px-6">
        <strong>{t('band')}</strong>
        <a href={leaveHref} className="no-print inline-flex min-h-11 items-center text-practice-text">
          {t('leave')}
        </a>
      </p>
      <div className="px-3 pb-3 sm:px-6">{children}</div>
    </div>
  )
}
