import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Fold } from '@/components/data/fold'
import { InsetNote } from '@/components/feedback/inset-note'
import { ButtonLink } from '@/components/form/button'
import { ExternalLink } from '@/components/layout/external-link'
import { GetHelp } from '@/components/layout/get-help'
import { PageHeading } from '@/components/layout/page-heading'
import { PageTop } from '@/components/layout/page-top'
import { GUIDE_PAGES, type GuidePage, GuidePicture } from '@/components/meta-screens/guide-picture'
import { PERMISSIONS } from '@/components/meta-screens/permissions'

type Props = { params: Promise<{ page: string }> }

const SYSTEM_USERS = 'https://business.facebook.com/settings/system-users'

const metaPages: Readonly<Record<GuidePage, string>> = {
  1: SYSTEM_USERS,
  2: SYSTEM_USERS,
  3: SYSTEM_USERS,
  4: 'https://business.facebook.com/settings/whatsapp-business-accounts',
  5: SYSTEM_USERS,
  6: SYSTEM_USERS,
}

const readPage = (value: string): GuidePage => GUIDE_PAGES.find((page) => String(page) === value) ?? notFound()

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const page = readPage((await params).page)
  const t = await getTranslations('guide')
  return { title: `${t('of', { page })} – ${t(`p${page}.title`)}` }
}

export default async function GuidePageView({ params }: Props) {
  const page = readPage((await params).page)
  const [t, common] = await Promise.all([getTranslations('guide'), getTranslations('common')])
  const steps = page === 6 ? (['s1', 's2'] as const) : (['s1', 's2', 's3'] as const)
  return (
    <div className="with-aside">
      <div>
        <PageTop
          back={{ href: page === 1 ? '/connections/new' : `/connections/guide/${page - 1}`, text: common('back') }}
        />
        <PageHeading step={t('of', { page })}>{t(`p${page}.title`)}</PageHeading>
        {page === 1 ? <p className="mb-4">{t('intro')}</p> : null}
        <ol className="numbered">
          {steps.map((step) => (
            <li key={step}>{t.rich(`p${page}.${step}`, { b: (words) => <strong>{words}</strong> })}</li>
          ))}
        </ol>
        <GuidePicture page={page} />
        {page === 5 ? <Permissions heading={t('permissions')} find={t('permissionsFind')} /> : null}
        {page === 6 ? (
          <InsetNote tone="attention">
            <p>{t('shownOnce')}</p>
            <p>{t('doNotSend')}</p>
          </InsetNote>
        ) : null}
        <p>
          <ExternalLink href={metaPages[page]} newTab={common('newTab')}>
            {t('open')}
          </ExternalLink>
        </p>
        <Fold title={t('differ')}>
          {page === 1 ? <p>{t('notAdmin')}</p> : null}
          {page === 3 || page === 5 ? <p>{t('waitFewMinutes')}</p> : null}
          {page === 3 ? (
            <p>
              {t('noApp')}{' '}
              <ExternalLink href="https://developers.facebook.com/apps/create/" newTab={common('newTab')}>
                {t('noAppLink')}
              </ExternalLink>
            </p>
          ) : null}
          <p>{t('english')}</p>
        </Fold>
        <p className="mt-6">
          <ButtonLink href={page === 6 ? '/connections/token' : `/connections/guide/${page + 1}`}>
            {t('continue')}
          </ButtonLink>
        </p>
        <GetHelp />
      </div>
      <nav aria-label={t('list')} className="aside">
        <ol className="numbered">
          {GUIDE_PAGES.map((one) => (
            <li key={one}>
              {one === page ? (
                <strong aria-current="step" className="block min-h-11 py-2">
                  {t(`p${one}.title`)}
                </strong>
              ) : (
                <a href={`/connections/guide/${one}`} className="block min-h-11 py-2">
                  {t(`p${one}.title`)}
                </a>
              )}
            </li>
          ))}
        </ol>
      </nav>
    </div>
  )
}

function Permissions({ heading, find }: { heading: string; find: string }) {
  return (
    <section aria-labelledby="permissions">
      <h2 id="permissions">{heading}</h2>
      <ul className="bulleted digits">
        {PERMISSIONS.map((permission) => (
          <li key={permission} className="break-all whitespace-normal">
            {permission}
          </li>
        ))}
      </ul>
      <p>{find}</p>
    </section>
  )
}
