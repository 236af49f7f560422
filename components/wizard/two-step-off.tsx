import { getTranslations } from 'next-intl/server'
import type { Picture } from '@/components/meta-screens/drawings'
import { MetaPicture } from '@/components/meta-screens/meta-picture'
import { ExternalLink } from './external-link'

const steps: readonly { step: 's1' | 's2' | 's3' | 's4' | 's5'; picture: Picture }[] = [
  { step: 's1', picture: 'account_tools' },
  { step: 's2', picture: 'choose_number' },
  { step: 's3', picture: 'two_step_tab' },
  { step: 's4', picture: 'turn_off' },
  { step: 's5', picture: 'turn_off_mail' },
]

/** Each press at Meta that switches two-step verification off, as a sentence and a picture. `href`: the account the number is in. */
export async function TwoStepOff({ href, number }: { href: string; number: string }) {
  const t = await getTranslations('twoStep')
  return (
    <>
      <p className="my-2">
        <ExternalLink href={href} look="second">
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
    </>
  )
}
