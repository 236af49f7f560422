import { readFileSync } from 'node:fs'
import { createTranslator } from 'next-intl'
import { fill } from '../../lib/i18n/fill'
import type { Locale } from '../../lib/i18n/locales'

type Values = Record<string, string | number>

/** The words of the page in the language of the run: a spec names a text once and holds in every language. */
export type Text = ((key: string, values?: Values) => string) & {
  locale: Locale
  /** The words of one of our error codes, filled as the form fills them. */
  error: (code: string, params?: Values) => string
}

const read = (locale: Locale) =>
  JSON.parse(readFileSync(new URL(`../../lib/i18n/messages/${locale}.json`, import.meta.url), 'utf8'))

function find(messages: unknown, key: string): string {
  const found = key
    .split('.')
    .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], messages)
  if (typeof found !== 'string') throw new Error(`no text ${key}`)
  return found
}

export function textsIn(locale: Locale): Text {
  const messages = read(locale)
  const translate = createTranslator({ locale, messages })
  const text = (key: string, values: Values = {}) => {
    const raw = find(messages, key)
    if (!/[{<']/.test(raw)) return raw
    // A tag in a text is a link or a weight on the page; what people read is what is between.
    const tags = Object.fromEntries([...raw.matchAll(/<(\w+)>/g)].map(([, tag]) => [tag, (chunks: string) => chunks]))
    return translate.markup(key, { ...values, ...tags })
  }
  return Object.assign(text, {
    locale,
    error: (code: string, params: Values = {}) => fill(find(messages, `errors.${code}`), params, locale),
  })
}
