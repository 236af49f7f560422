import 'server-only'
import { getTranslations } from 'next-intl/server'
import { GENERIC, PROVIDERS, UNKNOWN } from '@/lib/providers/view'

/** The answer as people read it. A provider that has left the list since is called by its id. */
export async function providerName(answer: unknown): Promise<string> {
  const t = await getTranslations('providers')
  if (typeof answer !== 'string') return t('notSaid')
  if (answer === GENERIC) return t('another')
  if (answer === UNKNOWN) return t('unknown')
  return PROVIDERS.find(({ id }) => id === answer)?.name ?? answer
}
