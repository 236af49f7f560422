import { getTranslations } from 'next-intl/server'
import { InsetNote } from '@/components/feedback/inset-note'
import type { RadioRow } from '@/components/form/radios-field'
import type { AccountSummary } from '@/lib/connections/view'
import type { MigrationView } from '@/lib/migration/view'
import { AccountsForm, UNLISTED } from './accounts-form'
import { shownRefusal } from './refusal-panel'

/** Two groups in one question, because the pair is one decision. The likely pair is preset. */
export async function AccountsQuestion({
  view,
  accounts,
}: {
  view: MigrationView
  accounts: readonly AccountSummary[]
}) {
  const [t, w] = await Promise.all([getTranslations('checks'), getTranslations('wizard')])
  if (accounts.length === 0) {
    return (
      <InsetNote tone="problem">
        <p>{t('accounts.none')}</p>
        <p>
          <a href={`/connections/token?replace=${view.connection.id}`}>{t('detail.newToken')}</a>
        </p>
      </InsetNote>
    )
  }
  const rows = accounts.map(
    (account): RadioRow => ({
      value: account.id,
      label: account.name,
      help: [
        account.numberCount === null ? null : t('accounts.numbers', { n: account.numberCount }),
        account.reviewStatus === 'APPROVED' ? t('accounts.approved') : null,
        account.reviewStatus === 'PENDING' ? t('accounts.inReview') : null,
        t('accounts.lastFour', { lastFour: account.id.slice(-4) }),
      ]
        .filter(Boolean)
        .join(' · '),
    }),
  )
  const unlisted: RadioRow = { value: UNLISTED, label: t('accounts.unlisted'), help: t('accounts.unlistedHint') }
  const empty = accounts.filter((account) => account.numberCount === 0)
  const onlyOne = accounts.length === 1 ? accounts[0]?.id : undefined
  const destination = view.destination?.wabaId ?? onlyOne ?? (empty.length === 1 ? empty[0]?.id : undefined)
  const source = view.source?.unlisted ? UNLISTED : (view.source?.wabaId ?? (onlyOne ? UNLISTED : undefined))
  return (
    <AccountsForm
      id={view.id}
      version={view.version}
      refusedAt={shownRefusal(view)?.startedAt ?? null}
      from={{ legend: t('accounts.from'), rows: [...rows, unlisted], preset: source }}
      to={{ legend: t('accounts.to'), rows, preset: destination }}
      submit={w('continue')}
      reading={t('reading')}
    />
  )
}
