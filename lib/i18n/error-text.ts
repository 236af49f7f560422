import 'server-only'
import { cookies } from 'next/headers'
import { getLocale, getMessages } from 'next-intl/server'
import { fill } from './fill'
import { DEFAULT_LOCALE, isLocale } from './locales'
import { readTimeZone, TIME_ZONE_COOKIE } from './time-zone'

/** The words of a refusal for a page, in the reader's language and clock. An unknown code gets the general words. */
export async function errorText(code: string, params: Readonly<Record<string, string | number>> = {}): Promise<string> {
  const [locale, messages, jar] = await Promise.all([getLocale(), getMessages(), cookies()])
  const errors: Record<string, string> = messages.errors
  const text = errors[code] ?? errors.internal ?? ''
  return fill(text, params, isLocale(locale) ? locale : DEFAULT_LOCALE, {
    timeZone: readTimeZone(jar.get(TIME_ZONE_COOKIE)?.value),
  })
}
