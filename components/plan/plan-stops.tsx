import { getTranslations } from 'next-intl/server'
import { StatusTag } from '@/components/feedback/status-tag'
import { checkSentence } from '@/components/wizard/check-text'
import { getClock } from '@/components/wizard/clock'
import { checkPath } from '@/components/wizard/paths'
import { SoftLink } from '@/components/wizard/soft-link'
import type { Stop } from '@/lib/migration/plan'

export async function PlanStops({ id, stops }: { id: string; stops: readonly Stop[] }) {
  const t = await getTranslations('plan')
  return (
    <section aria-labelledby="stops">
      <h2 id="stops" className="mt-6">
        {t('stops.heading')}
      </h2>
      {stops.length === 0 ? (
        <p className="my-2">
          <StatusTag tone="plain">{t('stops.none')}</StatusTag>
        </p>
      ) : (
        <ul className="bulleted my-2 grid gap-1">
          {stops.map((stop) => (
            <li key={keyOf(stop)}>
              <StopText id={id} stop={stop} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const keyOf = (stop: Stop): string => {
  if ('check' in stop) return stop.check.kind
  return stop.kind === 'wait' ? `wait ${stop.command ?? ''}` : stop.kind
}

async function StopText({ id, stop }: { id: string; stop: Stop }) {
  const [t, c, h, e, clock] = await Promise.all([
    getTranslations('plan'),
    getTranslations('checks'),
    getTranslations('history.commands'),
    getTranslations('errors'),
    getClock(),
  ])
  switch (stop.kind) {
    case 'failing':
    case 'unsure':
      return (
        <>
          <SoftLink href={checkPath(id, stop.check.kind)}>{c(`${stop.check.kind}.title`)}</SoftLink>
          <span className="block">{stop.kind === 'unsure' ? t('stops.unsure') : await checkSentence(stop.check)}</span>
        </>
      )
    case 'wait': {
      const time = clock(stop.until)
      return stop.command === null ? t('stops.waitAll', { time }) : t('stops.wait', { step: h(stop.command), time })
    }
    case 'restored':
      return e('restored_unread')
    default:
      return t(`stops.${stop.kind}`)
  }
}
