import { getLocale, getTranslations } from 'next-intl/server'
import type { Picture } from '@/components/meta-screens/drawings'
import { MetaPicture } from '@/components/meta-screens/meta-picture'
import type { CheckView } from '@/lib/checks/view'
import { DEFAULT_LOCALE, isLocale, LOCALES, type Locale } from '@/lib/i18n/locales'
import type { MigrationView } from '@/lib/migration/view'
import { ExternalLink } from './external-link'
import { MailClock } from './mail-clock'
import type { Letter } from './mail-to'
import { metaLinks } from './meta-links'
import { ProviderLink } from './provider-link'
import { TwoStepLetter } from './two-step-letter'
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

const steps: readonly { step: 's1' | 's2' | 's3' | 's4' | 's5'; picture: Picture }[] = [
  { step: 's1', picture: 'account_tools' },
  { step: 's2', picture: 'choose_number' },
  { step: 's3', picture: 'two_step_tab' },
  { step: 's4', picture: 'turn_off' },
  { step: 's5', picture: 'turn_off_mail' },
]

async function SwitchOff({ view }: { view: MigrationView }) {
  const t = await getTranslations('twoStep')
  const number = view.number?.display ?? ''
  return (
    <section aria-labelledby="switch-off">
      <h2 id="switch-off">{t('steps.heading')}</h2>
      <p className="my-2">
        <ExternalLink href={metaLinks.sourceNumbers(view)} look="second">
          {t('steps.open')}
        </ExternalLink>
      </p>
      <ol className="numbered">
        {steps.map(({ step, picture }) => (
          <li key={step}>
            {t.rich(`steps.${step}`, {
              b: (words) => <strong>{words}</strong>,
              n: () => (
                <bdi dir="ltr" className="digits">
                  {number}
                </bdi>
              ),
            })}
            <MetaPicture name={picture} number={number} />
          </li>
        ))}
      </ol>
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
  const [t, locale, letters] = await Promise.all([getTranslations('twoStep'), getLocale(), lettersFor(view)])
  return (
    <section aria-labelledby="ask-provider">
      <h2 id="ask-provider">{t('ask.heading')}</h2>
      <p className="my-2">{t('ask.text')}</p>
      <TwoStepLetter
        own={isLocale(locale) ? locale : DEFAULT_LOCALE}
        letters={letters}
        texts={{ language: t('ask.language'), mail: t('ask.mail'), print: t('ask.print') }}
      />
    </section>
  )
}

async function lettersFor(view: MigrationView): Promise<Record<Locale, Letter>> {
  const number = view.number?.display ?? ''
  const write = async (locale: Locale): Promise<[Locale, Letter]> => {
    const t = await getTranslations({ locale, namespace: 'twoStep.letter' })
    return [locale, { subject: t('subject', { number }), body: t('body', { number }) }]
  }
  // safe: one entry for every locale there is
  return Object.fromEntries(await Promise.all(LOCALES.map(write))) as Record<Locale, Letter>
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
