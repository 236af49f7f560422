import { DEFAULT_LOCALE, isLocale, type Locale } from './locales'

/** The reader's choice first, then their browser's wish in its own order, then English. */
export function pickLocale(chosen: string | undefined, acceptLanguage: string | null): Locale {
  if (isLocale(chosen)) return chosen
  const wishes = (acceptLanguage ?? '')
    .split(',')
    .map((part, place) => {
      const [tag = '', ...options] = part.trim().split(';')
      const weight = options.map((option) => option.trim()).find((option) => option.startsWith('q='))
      return { language: tag.toLowerCase().split('-')[0], weight: weight ? Number(weight.slice(2)) : 1, place }
    })
    .filter((wish) => wish.weight > 0)
    .sort((a, b) => b.weight - a.weight || a.place - b.place)
  for (const { language } of wishes) if (isLocale(language)) return language
  return DEFAULT_LOCALE
}
