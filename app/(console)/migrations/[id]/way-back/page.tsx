import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Fold } from '@/components/data/fold'
import { buttonClass } from '@/components/form/button'
import { PageHeading } from '@/components/layout/page-heading'
import { IdRows } from '@/components/wizard/id-rows'
import { metaLinks } from '@/components/wizard/meta-links'
import { sidePath, stepPath } from '@/components/wizard/paths'
import { ProviderLink } from '@/components/wizard/provider-link'
import { providerName } from '@/components/wizard/provider-name'
import { ReadyLetter } from '@/components/wizard/ready-letter'
import { StepFrame } from '@/components/wizard/step-frame'
import { TwoStepOff } from '@/components/wizard/two-step-off'
import { ComesAlong, StaysHere } from '@/components/wizard/way-back-lists'
import { isAfterMove } from '@/lib/migration/machine'
import type { MigrationView } from '@/lib/migration/view'
import { openMigration, type StepProps, sideTitle } from '../open-migration'

export async function generateMetadata({ params }: StepProps): Promise<Metadata> {
  const t = await getTranslations('wayBack')
  return sideTitle((await params).id, t('heading'))
}

/** There is no undo at Meta: what a second move, the other way round, would need (contract 3.5). */
export default async function WayBackPage({ params }: StepProps) {
  const { view, viewer } = await openMigration((await params).id)
  const t = await getTranslations('wayBack')
  return (
    <StepFrame view={view} viewer={viewer} step={null} back={{ href: stepPath(view.id, view.step), text: t('back') }}>
      <PageHeading>{t('heading')}</PageHeading>
      {isAfterMove(view.status) ? <WayBack view={view} /> : <NotMoved view={view} />}
    </StepFrame>
  )
}

async function NotMoved({ view }: { view: MigrationView }) {
  const t = await getTranslations('wayBack')
  if (view.status === 'cancelled') return <p>{t('stopped')}</p>
  return (
    <>
      <p className="mb-4">{t('notMoved')}</p>
      <a href={sidePath(view.id, 'stop')} className={buttonClass('second')}>
        {t('stopLink')}
      </a>
    </>
  )
}

async function WayBack({ view }: { view: MigrationView }) {
  const [t, provider] = await Promise.all([getTranslations('wayBack'), providerName(view.provider)])
  const number = view.number?.display ?? ''
  const ids = {
    number,
    name: view.number?.displayName ?? view.after?.displayName ?? null,
    account: view.source?.wabaId ?? null,
    accountName: view.source?.name ?? null,
    ownAccount: view.destination?.wabaId ?? null,
    numberId: view.number?.phoneNumberId ?? null,
  }
  return (
    <>
      <p>{t('lead')}</p>
      <h2 className="mt-6">{t('whoHeading')}</h2>
      <p>{t('who')}</p>
      {view.provider === null ? null : <p>{t('provider', { provider })}</p>}
      <h2 className="mt-6">{t('doHeading')}</h2>
      <ol className="numbered my-2 grid grid-cols-1 gap-2">
        <li>
          <a href="#letter">{t('do1')}</a>
        </li>
        <li>
          {t('do2')}
          <Fold title={t('do2How')}>
            <TwoStepOff href={metaLinks.destinationNumbers(view)} number={number} />
          </Fold>
        </li>
        <li>{t('do3')}</li>
        <li>{t('do4')}</li>
      </ol>
      <p>{t('meanwhile')}</p>
      <ComesAlong view={view} />
      <StaysHere view={view} />
      <h2 className="mt-6">{t('idsHeading')}</h2>
      <IdRows
        rows={[
          { key: 'number', term: t('ids.number'), value: ids.number },
          { key: 'name', term: t('ids.name'), value: ids.name },
          { key: 'account', term: t('ids.account'), value: ids.account, note: ids.accountName },
          { key: 'ownAccount', term: t('ids.ownAccount'), value: ids.ownAccount, note: view.destination?.name },
          { key: 'numberId', term: t('ids.numberId'), value: ids.numberId },
        ]}
      />
      <section id="letter" aria-labelledby="letter-heading">
        <h2 id="letter-heading" className="mt-6">
          {t('letterHeading')}
        </h2>
        <p className="no-print my-2">{t('letterText')}</p>
        <ReadyLetter page="wayBack" values={ids} />
        <ProviderLink view={view} namedOnly />
      </section>
    </>
  )
}
