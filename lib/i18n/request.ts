import { cookies, headers } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import { isLocale } from './locales'
import { pickLocale } from './pick-locale'
import { LOCALE_COOKIE, readTimeZone, TIME_ZONE_COOKIE } from './time-zone'

export default getRequestConfig(async ({ locale: asked }) => {
  const [jar, head] = await Promise.all([cookies(), headers()])
  // A letter may be written in another language than the page.
  const locale = isLocale(asked) ? asked : pickLocale(jar.get(LOCALE_COOKIE)?.value, head.get('accept-language'))
  const messages = locale === 'vi' ? await import('./messages/vi.json') : await import('./messages/en.json')
  return { locale, timeZone: readTimeZone(jar.get(TIME_ZONE_COOKIE)?.value), messages: messages.default }
})
