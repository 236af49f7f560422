import 'server-only'
import { getTranslations } from 'next-intl/server'
import { getClock } from '@/components/wizard/clock'
import type { MigrationSummary } from '@/lib/migration/view'

/** The next thing to do, in the words of the row's link. */
export async function nextThing(move: MigrationSummary): Promise<string> {
  const [t, clock] = await Promise.all([getTranslations('dashboard.next'), getClock()])
  if (move.status === 'cancelled') return t('stopped')
  if (move.callbackStuck) return t('putBack')
  if (move.liveUnknown) return t('unsure')
  if (move.waitUntil) return t('wait', { time: clock(move.waitUntil) })
  if (move.step === 'checks' && move.blockers > 0) return t('fix', { n: move.blockers })
  return t(move.step)
}
