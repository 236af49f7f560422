import { getTranslations } from 'next-intl/server'
import { MetaPicture } from '@/components/meta-screens/meta-picture'
import type { CheckView } from '@/lib/checks/view'
import type { MigrationView } from '@/lib/migration/view'
import { MailClock } from './mail-clock'
import { metaLinks } from './meta-links'
import { ProviderLink } from './provider-link'
import { ReadyLetter } from './ready-letter'
import { TwoStepOff } from './two-step-off'
import { TwoStepPaths } from './two-step-paths'

/** The step that stops most people: no call of Meta's can switch it off, somebody must press it (contract 2.5). */
export async function TwoStepGuide({ view, check }: { view: MigrationView; check: CheckView }) {
  const [t, d] = await Promise.all([getTranslations('twoStep'), getTranslations('checks.detail')])
  return (
    <>
      <h2 className="mt-6">{d('why')}</h2>
      <ul className="bulleted my-2">
        {t('why')
          .split('\n')
          .map((line) => (
            <li key={line}>{line}</li>
          ))}
      </ul>
      <TwoStepPaths
        // Whose token reads the account can mostly open it, too.
        likely={check.outcome === 'cannot_tell' ? 'provider' : 'me'}
        texts={{ who: t('who'), whoHint: t('whoHint'), me: t('me'), provider: t('provider') }}
        me={<SwitchOff view={view} />}
        provider={<AskProvider view={view} />}
      />
      <ProviderLink view={view} />
      {check.confirmable ? <WhereToLook view={view} /> : null}
    </>
  )
}

async function SwitchOff({ view }: { view: MigrationView }) {
  const t = await getTranslations('twoStep')
  return (
    <section aria-labelledby="switch-off">
      <h2 id="switch-off">{t('steps.heading')}</h2>
      <TwoStepOff href={metaLinks.sourceNumbers(view)} number={view.number?.display ?? ''} />
      <MailClock
        id={view.id}
        texts={{
          hint: t('mail.hint'),
          pressed: t('mail.pressed'),
          again: t('mail.again'),
          since: t('mail.since', { time: '{time}' }),
          wait: t('mail.wait'),
          lateHeading: t('mail.lateHeading'),
          late: t('mail.late'),
        }}
      />
    </section>
  )
}

async function AskProvider({ view }: { view: MigrationView }) {
  const t = await getTranslations('twoStep')
  return (
    <section aria-labelledby="ask-provider">
      <h2 id="ask-provider">{t('ask.heading')}</h2>
      <p className="my-2">{t('ask.text')}</p>
      <ReadyLetter page="twoStep" values={{ number: view.number?.display ?? '' }} />
    </section>
  )
}

async function WhereToLook({ view }: { view: MigrationView }) {
  const t = await getTranslations('twoStep')
  return (
    <section aria-labelledby="where-to-look" className="mt-6">
      <h2 id="where-to-look">{t('look.heading')}</h2>
      <p className="my-2">{t('look.text')}</p>
      <MetaPicture name="turn_off" number={view.number?.display ?? ''} />
    </section>
  )
}
