import { getLocale, getTranslations } from 'next-intl/server'
import { LOCALES, localeNames } from '@/lib/i18n/locales'

/** A plain form: changing the language works before any script has arrived. The server sends people back here. */
export async function LanguageList() {
  const [locale, t] = await Promise.all([getLocale(), getTranslations('header')])
  return (
    <form action="/api/locale" method="post" className="flex flex-wrap gap-x-3">
      <span className="sr-only">{t('language')}</span>
      {LOCALES.map((one) =>
        one === locale ? (
          <span key={one} lang={one} aria-current="true" className="inline-flex min-h-11 items-center font-strong">
            {localeNames[one]}
          </span>
        ) : (
          <button key={one} type="submit" name="locale" value={one} lang={one} className="min-h-11 text-link underline">
            {localeNames[one]}
          </button>
        ),
      )}
    </form>
  )
}
