import { getTranslations } from 'next-intl/server'
import type { MoveReport } from '@/lib/report/view'
import type { ReportWords } from '@/lib/report/words'

/** Of a stopped move: how far it went. */
export async function ReportSteps({ steps, words }: { steps: MoveReport['steps']; words: ReportWords }) {
  const t = await getTranslations('report')
  return (
    <section aria-labelledby="steps">
      <h2 id="steps" className="mt-6">
        {t('steps')}
      </h2>
      <ol className="numbered my-2">
        {steps.map(({ command, done }) => (
          <li key={command}>
            {words.step(command)} – {t(done ? 'done' : 'notDone')}
          </li>
        ))}
      </ol>
    </section>
  )
}

/** Oldest first: a report is read as a story. */
export async function ReportTimeline({ timeline, words }: { timeline: MoveReport['timeline']; words: ReportWords }) {
  const t = await getTranslations('report')
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline" className="mt-6">
        {t('timeline')}
      </h2>
      <p className="text-small text-muted">{t('zone', { zone: words.zone })}</p>
      <ol className="my-2 border-s-4 border-hairline ps-4">
        {timeline.map((entry, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a record that is over; two entries can share their time and kind
          <li key={index} className="py-1">
            {words.event(entry)}
            <span className="block text-small text-muted">
              <time dateTime={entry.at}>{words.time(entry.at)}</time> · {words.who(entry.by)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
