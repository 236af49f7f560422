import { getTranslations } from 'next-intl/server'
import { Plate } from '@/components/data/plate'
import type { MigrationView } from '@/lib/migration/view'
import { ExternalLink } from './external-link'
import { metaLinks } from './meta-links'
import { sidePath } from './paths'

const link = 'no-print inline-flex min-h-11 items-center'

/** Three at most, in this order; what each of them is made of stands on its own page. */
export async function NextSteps({ view }: { view: MigrationView }) {
  const t = await getTranslations('done')
  return (
    <section aria-labelledby="next">
      <h2 id="next" className="mt-6">
        {t('nextHeading')}
      </h2>
      <ol className="numbered my-2 grid grid-cols-1 gap-3">
        <li>
          <p>{t('next1')}</p>
          <a href={sidePath(view.id, 'ids')} className={link}>
            {t('next1Link')}
          </a>
        </li>
        <li>
          <TryBothWays view={view} />
        </li>
        <li>
          <p>{t('next3')}</p>
          <a href={sidePath(view.id, 'closing')} className={link}>
            {t('next3Link')}
          </a>
        </li>
      </ol>
    </section>
  )
}

/** A message in and a message out, by hand: nothing else proves that people reach you (contract 3.6). */
async function TryBothWays({ view }: { view: MigrationView }) {
  const t = await getTranslations('done')
  return (
    <>
      <p>{t('next2')}</p>
      <ul className="bulleted">
        <li>
          {t.rich('next2In', {
            n: () => (view.number ? <Plate number={view.number.display} small /> : null),
          })}
        </li>
        <li>{t('next2Out')}</li>
      </ul>
      <span className="no-print">
        <ExternalLink href={metaLinks.destinationNumbers(view)}>{t('openManager')}</ExternalLink>
      </span>
    </>
  )
}
