import { getTranslations } from 'next-intl/server'
import { InsetNote } from '@/components/feedback/inset-note'
import { getClock } from '@/components/wizard/clock'
import { FocusOnce } from '@/components/wizard/focus-once'
import type { TemplatesView } from '@/lib/templates/view'

/** What became of the last press, also one whose answer was lost. */
export async function LastCopy({ templates: { lastCopy } }: { templates: TemplatesView }) {
  if (lastCopy === null) return null
  const [t, clock] = await Promise.all([getTranslations('templates'), getClock()])
  const { at, asked, arrived, failed } = lastCopy
  const missing = asked - arrived - failed
  return (
    <FocusOnce at={at}>
      <InsetNote tone={arrived === asked ? 'good' : 'attention'} role="status">
        <p>
          {t('lastCopy', { time: clock(at), arrived, asked })} {failed > 0 ? t('lastFailed', { n: failed }) : null}{' '}
          {missing > 0 ? t('lastMissing', { n: missing }) : null}
        </p>
      </InsetNote>
    </FocusOnce>
  )
}
