import { getTranslations } from 'next-intl/server'
import { shownRefusal } from '@/components/wizard/refusal-panel'
import type { Viewer } from '@/components/wizard/viewer'
import type { MigrationView } from '@/lib/migration/view'
import type { ProofMessage, ProofView } from '@/lib/proof/view'
import { AfterAWhile } from './after-a-while'
import { MessageStatus } from './message-status'
import { Said, SayArrived } from './said'
import { TemplateForm } from './template-form'

type ProofOutProps = { view: MigrationView; viewer: Viewer; proof: ProofView }

/** An approved template to a phone that somebody types. */
export async function ProofOut({ view, viewer, proof }: ProofOutProps) {
  const t = await getTranslations('proof.out')
  const isQuiet = isQuietMessage(proof.out)
  return (
    <section aria-labelledby="out" className="my-6">
      <h2 id="out">{t('heading')}</h2>
      <p className="my-2">{t(proof.answer?.deliveredAt ? 'shown' : 'lead')}</p>
      {proof.out === null ? null : (
        <MessageStatus view={view} viewer={viewer} message={proof.out} webhooks={proof.webhooks} />
      )}
      {isQuiet && proof.outSaid !== null ? <Said word={proof.outSaid} /> : null}
      {isQuiet && viewer.move ? (
        <AfterAWhile
          key={proof.out?.at}
          id={view.id}
          atOnce={!proof.webhooks || proof.outSaid !== null}
          text={t('quietLook')}
          elsewhere={proof.webhooks && proof.override === null ? t.raw('elsewhere') : null}
        >
          <SayArrived id={view.id} direction="out" question={t('quiet')} />
        </AfterAWhile>
      ) : null}
      {viewer.move && view.live === null ? (
        <TemplateForm
          id={view.id}
          version={view.version}
          refusedAt={shownRefusal(view, 'proof')?.startedAt ?? null}
          texts={{
            to: t('to'),
            toHint: t('toHint'),
            template: t('template'),
            templateHint: t('templateHint'),
            choose: t('choose'),
            reading: t('reading'),
            none: t('none'),
            unreadable: t('unreadable'),
            consent: t('consent'),
            submit: t('submit'),
            sending: t('sending'),
          }}
        />
      ) : null}
    </section>
  )
}

/** Taken by WhatsApp, and nothing heard of the phone. */
const isQuietMessage = (message: ProofMessage | null): boolean =>
  message !== null &&
  (message.state === 'done' || message.state === 'confirmed_done') &&
  message.deliveredAt === null &&
  message.failedAt === null
