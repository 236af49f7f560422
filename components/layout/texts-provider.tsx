'use client'

import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { fill } from '@/lib/i18n/fill'
import type { Locale } from '@/lib/i18n/locales'

export type Dictionary = Readonly<Record<string, string>>
export type TextParams = Readonly<Record<string, string | number>>

type Texts = {
  locale: Locale
  /** A common string: messages `common.<key>`. */
  common: (key: string, params?: TextParams) => string
  /** The words of a refusal: messages `errors.<code>`, or this form's own words for it. */
  error: (code: string, params?: TextParams, own?: Dictionary) => string
}

const TextsContext = createContext<Texts | null>(null)

/** Plain strings handed down by the server: the reader's browser never loads a translation library. */
export function TextsProvider(props: { locale: Locale; common: Dictionary; errors: Dictionary; children: ReactNode }) {
  const { locale, common, errors } = props
  const texts = useMemo<Texts>(
    () => ({
      locale,
      common: (key, params = {}) => fill(common[key] ?? '', params, locale),
      error: (code, params = {}, own = {}) => fill(own[code] ?? errors[code] ?? errors.internal ?? '', params, locale),
    }),
    [locale, common, errors],
  )
  return <TextsContext value={texts}>{props.children}</TextsContext>
}

export function useTexts(): Texts {
  const texts = useContext(TextsContext)
  if (!texts) throw new Error('TextsProvider is missing above this component')
  return texts
}
