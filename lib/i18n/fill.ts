import type { Locale } from './locales'

export type FillOptions = { timeZone?: string; now?: Date }

const ISO_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/
const PLACEHOLDER = /\{(\w+)\}/g
const SENTENCE_END = /(?<=[.!?:])\s+/

function parts(date: Date, timeZone: string | undefined) {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  const found: Partial<Record<string, string>> = Object.fromEntries(
    format.formatToParts(date).map(({ type, value }) => [type, value]),
  )
  const { year = '', month = '', day = '', hour = '', minute = '' } = found
  return { year, month: String(Number(month)), day: String(Number(day)), time: `${hour}:${minute}` }
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** "14:05" today, "25 Nov at 14:05" or "14:05 ngày 25/11" on another day: a time of day, never a countdown. */
export function timeOfDay(iso: string, locale: Locale, { timeZone, now = new Date() }: FillOptions = {}): string {
  const then = parts(new Date(iso), timeZone)
  const today = parts(now, timeZone)
  const sameYear = then.year === today.year
  if (sameYear && then.month === today.month && then.day === today.day) return then.time
  if (locale === 'vi') return `${then.time} ngày ${then.day}/${then.month}${sameYear ? '' : `/${then.year}`}`
  return `${then.day} ${MONTHS[Number(then.month) - 1]}${sameYear ? '' : ` ${then.year}`} at ${then.time}`
}

/** "VN" is Meta's and the library's word; people say Vietnam. */
function countryName(value: string, locale: Locale): string {
  return /^[A-Z]{2}$/.test(value) ? (new Intl.DisplayNames(locale, { type: 'region' }).of(value) ?? value) : value
}

/**
 * Puts values into an error's text. Values that are times become local ones. A sentence whose value is missing is
 * left out, because half a fact ("Wait until .") helps nobody; if nothing would be left, the gap is closed instead.
 */
export function fill(
  text: string,
  params: Readonly<Record<string, string | number>>,
  locale: Locale,
  options: FillOptions = {},
): string {
  const has = (name: string) => params[name] !== undefined && params[name] !== ''
  const show = (name: string) => {
    const value = params[name]
    if (value === undefined) return ''
    if (typeof value === 'number') return String(value)
    if (ISO_TIME.test(value)) return timeOfDay(value, locale, options)
    return name === 'country' ? countryName(value, locale) : value
  }
  const sentences = text.split(SENTENCE_END)
  const whole = sentences.filter((part) => [...part.matchAll(PLACEHOLDER)].every(([, name = '']) => has(name)))
  return (whole.length > 0 ? whole : sentences)
    .join(' ')
    .replace(PLACEHOLDER, (_, name: string) => show(name))
    .replace(/\s+([.,:])/g, '$1')
    .replace(/ {2,}/g, ' ')
    .trim()
}
