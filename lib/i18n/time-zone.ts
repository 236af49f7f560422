export const TIME_ZONE_COOKIE = 'tz'
export const LOCALE_COOKIE = 'locale'

/** A cookie is anybody's text: only a zone this machine knows may reach a formatter. */
export function readTimeZone(value: string | undefined): string {
  if (!value || value.length > 64) return 'UTC'
  try {
    return new Intl.DateTimeFormat('en', { timeZone: decodeURIComponent(value) }).resolvedOptions().timeZone
  } catch {
    return 'UTC'
  }
}
