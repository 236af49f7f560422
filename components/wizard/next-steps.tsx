import { getTranslations } from 'next-intl/server'
import { ProofLine } from '@/components/proof/proof-line'
import type { MigrationView } from '@/lib/migration/view'
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
          <p>{t('next2')}</p>
          <ProofLine view={view} />
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
