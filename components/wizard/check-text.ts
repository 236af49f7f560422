import 'server-only'
import { getTranslations } from 'next-intl/server'
import type { CheckView } from '@/lib/checks/view'
import { getClock } from './clock'

/** The sentence under a check, filled with what was read. Facts that are times become local ones. */
export async function checkSentence(check: CheckView): Promise<string> {
  const [t, clock] = await Promise.all([getTranslations('checks'), getClock()])
  const key = `${check.kind}.${check.sentence}`
  const values = Object.fromEntries(
    Object.entries(check.fact).map(([name, value]) => [
      name,
      typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? clock(value) : (value ?? '').toString(),
    ]),
  )
  return t.has(key) ? t(key, values) : t('status.could_not')
}
