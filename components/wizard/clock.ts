import 'server-only'
import { getLocale, getTimeZone } from 'next-intl/server'
import { timeOfDay } from '@/lib/i18n/fill'
import { DEFAULT_LOCALE, isLocale } from '@/lib/i18n/locales'

/** Times as the reader's wall clock shows them. */
export async function getClock(): Promise<(iso: string) => string> {
  const [locale, timeZone] = await Promise.all([getLocale(), getTimeZone()])
  return (iso) => timeOfDay(iso, isLocale(locale) ? locale : DEFAULT_LOCALE, { timeZone })
}
