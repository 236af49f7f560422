import { getTranslations } from 'next-intl/server'
import { InsetNote } from '@/components/feedback/inset-note'
import { getClock } from '@/components/wizard/clock'
import { ExternalLink } from '@/components/wizard/external-link'
import { metaLinks } from '@/components/wizard/meta-links'
import { MoveCommand } from '@/components/wizard/move-command'
import type { Viewer } from '@/components/wizard/viewer'
import { errorText } from '@/lib/i18n/error-text'
import type { MigrationView } from '@/lib/migration/view'
import type { ProofMessage } from '@/lib/proof/view'

type MessageStatusProps = { view: MigrationView; viewer: Viewer; message: ProofMessage; webhooks: boolean }

/** How far one message has got: a stamp of Meta's, a person's word, or a question. */
export async function MessageStatus({ view, viewer, message, webhooks }: MessageStatusProps) {
  const t = await getTranslations('proof.message')
  return (
    <>
      <div role="status">
        {message.template ? <p className="text-small text-muted">{t('template', message.template)}</p> : null}
        <Stamp view={view} message={message} webhooks={webhooks} />
      </div>
      {isLost(message) ? <Question view={view} viewer={viewer} /> : null}
    </>
  )
}

const isLost = ({ state, deliveredAt, failedAt }: ProofMessage): boolean =>
  state === 'unknown' && deliveredAt === null && failedAt === null

async function Stamp({ view, message, webhooks }: Omit<MessageStatusProps, 'viewer'>) {
  const [t, clock] = await Promise.all([getTranslations('proof.message'), getClock()])
  if (message.deliveredAt !== null) {
    const time = clock(message.deliveredAt)
    return (
      <InsetNote tone="good">
        <p className="font-strong">
          {message.readAt === null ? t('delivered', { time }) : t('read', { time, read: clock(message.readAt) })}
        </p>
      </InsetNote>
    )
  }
  if (message.failedAt !== null) return <Failed view={view} at={message.failedAt} error={message.error ?? ''} />
  if (isLost(message)) {
    return (
      <InsetNote tone="attention">
        <p>{t('lost')}</p>
      </InsetNote>
    )
  }
  if (message.state === 'intent' || message.state === 'armed') return <p>{t('sending')}</p>
  if (message.decided !== null) {
    const { arrived, by, at } = message.decided
    return <p>{t('decided', { arrived: arrived ? 'yes' : 'no', name: by, time: clock(at) })}</p>
  }
  if (message.sentAt !== null) return <p>{t('sent', { time: clock(message.sentAt) })}</p>
  return <p>{t(webhooks ? 'accepted' : 'acceptedQuiet', { time: clock(message.at) })}</p>
}

async function Failed({ view, at, error }: { view: MigrationView; at: string; error: string }) {
  const [t, clock] = await Promise.all([getTranslations('proof.message'), getClock()])
  return (
    <InsetNote tone="attention">
      <p className="font-strong">{t('failed', { time: clock(at) })}</p>
      <p>{await errorText(error, { reference: view.reference })}</p>
      <p>{t('works')}</p>
      {error === 'payment_missing' ? <ExternalLink href={metaLinks.billing()}>{t('addPayment')}</ExternalLink> : null}
    </InsetNote>
  )
}

/** Never "try again": the phone may have got it. */
async function Question({ view, viewer }: { view: MigrationView; viewer: Viewer }) {
  const t = await getTranslations('proof.message')
  if (!viewer.decide) return <p>{t('lostOther')}</p>
  return (
    <div className="flex flex-wrap gap-4">
      <MoveCommand id={view.id} part="/decision" body={{ version: view.version, happened: true }} stay>
        {t('came')}
      </MoveCommand>
      <MoveCommand id={view.id} part="/decision" body={{ version: view.version, happened: false }} stay>
        {t('notCame')}
      </MoveCommand>
    </div>
  )
}
