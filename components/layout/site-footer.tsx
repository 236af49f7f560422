import { getTranslations } from 'next-intl/server'

export async function SiteFooter() {
  const t = await getTranslations('footer')
  return (
    <footer className="no-print mt-12 border-t border-hairline py-4 text-small text-muted">
      <div className="wrap wrap-wide flex flex-wrap items-center gap-x-6">
        <p>{t('notMeta')}</p>
        <p>
          <a href="/practice" className="inline-flex min-h-11 items-center">
            {t('practice')}
          </a>
        </p>
      </div>
    </footer>
  )
}
