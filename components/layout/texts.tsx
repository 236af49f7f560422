import { getLocale } from 'next-intl/server'
import type { ReactNode } from 'react'
import { dictionary } from '@/lib/i18n/dictionary'
import { DEFAULT_LOCALE, isLocale } from '@/lib/i18n/locales'
import { TextsProvider } from './texts-provider'

/** What every form can say whatever its field: kept apart so that a small page carries few words. */
const EVERYWHERE = [
  'offline',
  'no_answer',
  'internal',
  'in_progress',
  'not_saved',
  'new_version',
  'bad_request',
  'invalid_input',
  'cross_site',
  'too_large',
  'idempotency_key_missing',
  'idempotency_key_reused',
]

/** Hands the reader's words to the client components below. Without `errors`, every refusal's words. */
export async function Texts({ errors, children }: { errors?: readonly string[]; children: ReactNode }) {
  const [locale, common, texts] = await Promise.all([
    getLocale(),
    dictionary('common'),
    dictionary('errors', errors && [...EVERYWHERE, ...errors]),
  ])
  return (
    <TextsProvider locale={isLocale(locale) ? locale : DEFAULT_LOCALE} common={common} errors={texts}>
      {children}
    </TextsProvider>
  )
}
