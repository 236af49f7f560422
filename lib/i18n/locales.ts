export const LOCALES = ['en', 'vi'] as const
export type Locale = (typeof LOCALES)[number]

export const DEFAULT_LOCALE: Locale = 'en'

/** Each in its own language, no flags: a flag is a country, not a language. */
export const localeNames: Readonly<Record<Locale, string>> = { en: 'English', vi: 'Tiếng Việt' }

export const isLocale = (value: string | undefined): value is Locale => LOCALES.some((locale) => locale === value)
