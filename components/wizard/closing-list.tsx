import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { StatusTag } from '@/components/feedback/status-tag'
import { appState, paymentAnswer, paymentState, type ReadState, templatesState } from '@/lib/migration/after-move'
import { CLOSING_ITEMS, type ClosingItem, closingOwner } from '@/lib/migration/closing'
import type { MigrationView } from '@/lib/migration/view'
import { missingTemplates } from '@/lib/migration/what-moves'
import { getClock } from './clock'
import { ClosingTick } from './closing-tick'
import { ExternalLink } from './external-link'
import { metaLinks } from './meta-links'
import { MoveCommand } from './move-command'
import { sidePath } from './paths'
import { ReadAgain } from './read-again'
import type { Viewer } from './viewer'

type Of = { view: MigrationView; viewer: Viewer }

/** What Meta can tell is shown as it was read; only people can tick the rest. */
export async function ClosingList({ view, viewer }: Of) {
  const t = await getTranslations('closing')
  return (
    <>
      <section aria-labelledby="closing-read">
        <h2 id="closing-read" className="mt-6">
          {t('readHeading')}
        </h2>
        <ul className="border-t border-hairline">
          <Payment view={view} />
          <App view={view} viewer={viewer} />
          <Templates view={view} />
        </ul>
        <ReadAgain view={view} viewer={viewer} />
      </section>
      <section aria-labelledby="closing-ticks">
        <h2 id="closing-ticks" className="mt-6">
          {t('ticksHeading')}
        </h2>
        <ul className="my-2 grid grid-cols-1 gap-3">
          {CLOSING_ITEMS.map((item) => (
            <li key={item}>
              <Tick view={view} viewer={viewer} item={item} />
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}

async function Payment({ view }: { view: MigrationView }) {
  const [t, d, clock] = await Promise.all([getTranslations('closing'), getTranslations('done'), getClock()])
  const state = paymentState(view)
  const answer = paymentAnswer(view)
  if (state === 'unread' && answer !== null) {
    return (
      <ReadRow title={t('payment.title')} state="fine">
        {t('payment.said', { name: answer.by, time: clock(answer.at) })}
      </ReadRow>
    )
  }
  return (
    <ReadRow
      title={t('payment.title')}
      state={state}
      action={state === 'fine' ? null : <ExternalLink href={metaLinks.billing()}>{d('paymentLink')}</ExternalLink>}
    >
      {state === 'missing' ? d('paymentMissing') : t(`payment.${state}`)}
    </ReadRow>
  )
}

async function App({ view, viewer }: Of) {
  const [t, d] = await Promise.all([getTranslations('closing'), getTranslations('done')])
  const state = appState(view)
  return (
    <ReadRow
      title={t('app.title')}
      state={state}
      action={
        state === 'missing' && viewer.move ? (
          <MoveCommand id={view.id} part="/webhook-subscription" body={{ version: view.version }} stay>
            {d('connectApp')}
          </MoveCommand>
        ) : null
      }
    >
      {state === 'missing' ? d('noApp') : t(`app.${state}`, { names: view.after?.subscribedApps?.join(', ') ?? '' })}
    </ReadRow>
  )
}

async function Templates({ view }: { view: MigrationView }) {
  const [t, d] = await Promise.all([getTranslations('closing'), getTranslations('done')])
  const state = templatesState(view)
  const missing = missingTemplates(view.before, view.after)?.length ?? 0
  return (
    <ReadRow
      title={t('templates.title')}
      state={state}
      action={
        state === 'fine' ? null : (
          <a href={sidePath(view.id, 'templates')} className="inline-flex min-h-11 items-center">
            {d('templatesLink')}
          </a>
        )
      }
    >
      {state === 'missing' ? d('templatesMissing', { n: missing }) : t(`templates.${state}`)}
    </ReadRow>
  )
}

type ReadRowProps = { title: string; state: ReadState; action?: ReactNode; children: string }

async function ReadRow({ title, state, action, children }: ReadRowProps) {
  const t = await getTranslations('closing')
  const tone = { fine: 'plain', missing: 'attention', unread: 'quiet' } as const
  return (
    <li className="border-b border-hairline py-3">
      <p className="flex max-w-none flex-wrap items-baseline justify-between gap-x-4">
        <span className="font-strong">{title}</span>
        <StatusTag tone={tone[state]}>{t(`state.${state}`)}</StatusTag>
      </p>
      <p>{children}</p>
      {action ? <div className="no-print">{action}</div> : null}
    </li>
  )
}

async function Tick({ view, viewer, item }: Of & { item: ClosingItem }) {
  const [t, clock] = await Promise.all([getTranslations('closing'), getClock()])
  const tick = view.closing[item] ?? null
  const help = `${t(`items.${item}.why`)} ${t(`owner.${closingOwner[item]}`)}`
  const ticked = tick === null ? null : t('ticked', { name: tick.by, time: clock(tick.at) })
  const link = linkOf(view, item)
  return (
    <>
      {viewer.move ? (
        <ClosingTick id={view.id} item={item} label={t(`items.${item}.title`)} help={help} ticked={ticked} />
      ) : (
        <>
          <p className="font-strong">{t(`items.${item}.title`)}</p>
          <p>{help}</p>
          <p>
            <StatusTag tone={tick === null ? 'quiet' : 'plain'}>{ticked ?? t('notYet')}</StatusTag>
          </p>
        </>
      )}
      {link ? <p className="no-print">{link(t(`items.${item}.link`))}</p> : null}
    </>
  )
}

/** Where the thing is done, when that is a page of ours or of Meta's. */
function linkOf(view: MigrationView, item: ClosingItem): ((text: string) => ReactNode) | null {
  const inside = (href: string) => (text: string) => (
    <a href={href} className="inline-flex min-h-11 items-center">
      {text}
    </a>
  )
  if (item === 'systems') return inside(sidePath(view.id, 'ids'))
  if (item === 'provider_told') return inside('#letter')
  if (item === 'access_removed') return (text) => <ExternalLink href={metaLinks.accounts()}>{text}</ExternalLink>
  return null
}
