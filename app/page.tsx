import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Exchange } from '@/components/data/exchange'
import { ButtonLink } from '@/components/form/button'
import { PageFrame } from '@/components/layout/page-frame'
import { PageHeading } from '@/components/layout/page-heading'

/** The example of every hint on this site. */
const EXAMPLE = '+84 912 345 678'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('start')
  return { title: t('heading') }
}

export default async function StartPage() {
  const [t, plate] = await Promise.all([getTranslations('start'), getTranslations('plate')])
  return (
    <PageFrame home="/">
      <PageHeading>{t('heading')}</PageHeading>
      <p className="text-lead">{t('lead')}</p>
      <div className="strip my-4">
        <Exchange number={EXAMPLE} state="before" chapter={2} ends={[plate('oldProvider'), plate('ownAccount')]} />
      </div>
      <p className="my-4 flex flex-wrap items-center gap-x-6 gap-y-2">
        <ButtonLink href="/migrations/new">{t('start')}</ButtonLink>
        <a href="/practice" className="inline-flex min-h-11 items-center">
          {t('practice')}
        </a>
        <a href="/migrations" className="inline-flex min-h-11 items-center">
          {t('goOn')}
        </a>
      </p>
      <section aria-labelledby="need" className="my-6">
        <h2 id="need">{t('needHeading')}</h2>
        <ul className="bulleted">
          <li>{t('need1')}</li>
          <li>{t('need2')}</li>
          <li>{t('need3')}</li>
          <li>{t('need4')}</li>
        </ul>
        <p className="mt-2">{t('time')}</p>
      </section>
      <div className="start-gate my-6">
        <section aria-labelledby="keeps">
          <h2 id="keeps">{t('keepsHeading')}</h2>
          <ul className="bulleted">
            <li>{t('keeps1')}</li>
            <li>{t('keeps2')}</li>
            <li>{t('keeps3')}</li>
            <li>{t('keeps4')}</li>
            <li>{t('keeps5')}</li>
          </ul>
        </section>
        <section aria-labelledby="loses">
          <h2 id="loses">{t('losesHeading')}</h2>
          <ul className="bulleted">
            <li>{t('loses1')}</li>
            <li>{t('loses2')}</li>
            <li>{t('loses3')}</li>
          </ul>
        </section>
      </div>
    </PageFrame>
  )
}
