import { getTranslations } from 'next-intl/server'
import { CopyBlock } from '@/components/data/copy-block'
import { PageHeading } from '@/components/layout/page-heading'
import type { DeadEnd } from '@/lib/migration/dead-ends'
import { canVisit } from '@/lib/migration/journey'
import type { MigrationView } from '@/lib/migration/view'
import { ExternalLink } from './external-link'
import { metaLinks } from './meta-links'
import { stepPath } from './paths'
import { positionOf } from './position'

const LINKS: Readonly<Record<DeadEnd, (view: MigrationView) => string>> = {
  business_app: metaLinks.destinationNumbers,
  other_business: metaLinks.accounts,
  test_number: metaLinks.destinationNumbers,
  partner_solution: metaLinks.accounts,
  add_directly: metaLinks.destinationNumbers,
  on_premises: metaLinks.sourceNumbers,
  already_connected: metaLinks.destinationNumbers,
}

/** Those that the provider must help with. */
const MESSAGES = ['other_business', 'partner_solution', 'on_premises'] as const

/** Why this number cannot be moved here, the way that leads on, and what that way costs. */
export async function DeadEndWay({ view, reason }: { view: MigrationView; reason: DeadEnd }) {
  const [t, d] = await Promise.all([getTranslations('deadEnd'), getTranslations('checks.detail')])
  const message = MESSAGES.find((known) => known === reason)
  const canChoose = canVisit('number', positionOf(view))
  const link = 'inline-flex min-h-11 items-center'
  return (
    <>
      <PageHeading>{t(`${reason}.heading`)}</PageHeading>
      <p>{t('nothing')}</p>
      <h2 className="mt-6">{t('why')}</h2>
      <p>{t(`${reason}.why`)}</p>
      <h2 className="mt-6">{t('route')}</h2>
      <ol className="numbered my-2 grid gap-2">
        {t(`${reason}.todo`)
          .split('\n')
          .map((line) => (
            <li key={line}>{line}</li>
          ))}
      </ol>
      <p className="my-2">
        <ExternalLink href={LINKS[reason](view)}>{d('open')}</ExternalLink>
      </p>
      {message ? (
        <CopyBlock
          label={t('message')}
          text={t(`${message}.message`, { number: view.number?.display ?? t('ourNumber') })}
        />
      ) : null}
      <h2 className="mt-6">{t('lost')}</h2>
      <p>{t(`${reason}.lost`)}</p>
      <p className="no-print my-4 flex max-w-none flex-wrap gap-x-6">
        {canChoose ? (
          <>
            <a href={stepPath(view.id, 'number')} className={link}>
              {t('number')}
            </a>
            <a href={stepPath(view.id, 'checks', { change: 'accounts' })} className={link}>
              {t('accounts')}
            </a>
          </>
        ) : (
          <a href={`/migrations/${view.id}/stop`} className={link}>
            {t('stop')}
          </a>
        )}
      </p>
    </>
  )
}
