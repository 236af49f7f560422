import { getFormatter, getTranslations } from 'next-intl/server'
import { Fold } from '@/components/data/fold'
import { SEEN, SYSTEMS } from '@/lib/systems/kinds'
import { ExternalLink } from './external-link'

/** What to replace where, by kind of system. The unsure is said as such. */
export async function SystemNotes() {
  const [t, p, format] = await Promise.all([getTranslations('systems'), getTranslations('providers'), getFormatter()])
  const seen = format.dateTime(new Date(SEEN), { dateStyle: 'medium', timeZone: 'UTC' })
  return (
    <section aria-labelledby="systems">
      <h2 id="systems" className="mt-6">
        {t('heading')}
      </h2>
      {SYSTEMS.map(({ id, source }) => (
        <Fold key={id} title={t(`${id}.title`)}>
          <ul className="bulleted">
            {t(`${id}.todo`)
              .split('\n')
              .map((line) => (
                <li key={line}>{line}</li>
              ))}
          </ul>
          <p className="flex max-w-none flex-wrap items-center gap-x-3 text-small text-muted">
            <ExternalLink href={source}>{p('source', { host: new URL(source).host })}</ExternalLink>
            <span>{p('seen', { date: seen })}</span>
          </p>
        </Fold>
      ))}
    </section>
  )
}
