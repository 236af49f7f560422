import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { PageHeading } from '@/components/layout/page-heading'
import { LiveProof } from '@/components/proof/live-proof'
import { OverrideNote } from '@/components/proof/override-note'
import { proofDigest } from '@/components/proof/proof-digest'
import { ProofIn } from '@/components/proof/proof-in'
import { ProofOut } from '@/components/proof/proof-out'
import { WhoListens } from '@/components/proof/who-listens'
import { MoveCommand } from '@/components/wizard/move-command'
import { stepPath } from '@/components/wizard/paths'
import { StepFrame } from '@/components/wizard/step-frame'
import type { MigrationView } from '@/lib/migration/view'
import type { ProofMessage } from '@/lib/proof/view'
import { openMigration, type StepProps, stepTitle } from '../open-migration'

export async function generateMetadata({ params }: StepProps): Promise<Metadata> {
  const { id } = await params
  const [t, { view }] = await Promise.all([getTranslations('proof'), openMigration(id)])
  return stepTitle(id, view.step, t('heading'), 'proof')
}

/** After the move: one message in, one message out, each with its stamp. */
export default async function ProofPage({ params }: StepProps) {
  const { view, viewer } = await openMigration((await params).id)
  const { proof, number } = view
  if (proof === null || number === null) redirect(stepPath(view.id, view.step, { note: 'not_reached' }))
  const [t, w, o] = await Promise.all([
    getTranslations('proof'),
    getTranslations('proof.where'),
    getTranslations('proof.override'),
  ])
  return (
    <StepFrame
      view={view}
      viewer={viewer}
      step={null}
      back={{ href: stepPath(view.id, 'done'), text: t('back') }}
      refusals="proof"
      live={false}
    >
      <PageHeading>{t('heading')}</PageHeading>
      <p>{t('lead')}</p>
      <ProofIn view={view} viewer={viewer} proof={proof} number={number.display} />
      <ProofOut view={view} viewer={viewer} proof={proof} />
      <section aria-labelledby="where" className="my-6">
        <h2 id="where">{w('heading')}</h2>
        <WhoListens
          id={view.id}
          texts={{
            reading: w('reading'),
            apps: w.raw('apps'),
            noApp: w('noApp'),
            ours: w('ours'),
            elsewhere: w.raw('elsewhere'),
            notSaid: w('notSaid'),
            unreadable: w('unreadable'),
            kept: w('kept'),
            notOffered: { number: o('notNumber'), secret: o('notSecret'), address: o('notAddress') },
            offer: {
              heading: o('heading'),
              what: o.raw('what'),
              back: o('back'),
              submit: o('submit'),
              pending: o('pending'),
              mayNot: o('mayNot'),
            },
          }}
          version={view.version}
          mayMove={viewer.move}
          standing={
            proof.override === null ? null : <OverrideNote view={view} viewer={viewer} override={proof.override} />
          }
          practice={
            view.practice
              ? {
                  action: `/api/practice/${encodeURIComponent(view.connection.id)}/callback`,
                  text: o('practice'),
                }
              : null
          }
          connect={
            viewer.move ? (
              <MoveCommand id={view.id} part="/webhook-subscription" body={{ version: view.version }} stay>
                {w('connect')}
              </MoveCommand>
            ) : null
          }
        />
      </section>
      <LiveProof id={view.id} digest={proofDigest(view)} waiting={isWaiting(view)} />
    </StepFrame>
  )
}

/** Is there anything that can still come by itself? */
function isWaiting({ proof, live }: MigrationView): boolean {
  if (proof === null) return false
  if (live !== null || proof.override !== null) return true
  return proof.webhooks && (proof.arrivedAt === null || isOpen(proof.answer) || isOpen(proof.out))
}

/** `read` may follow `delivered`, but nobody waits for it. */
const isOpen = (message: ProofMessage | null): boolean =>
  message !== null && message.deliveredAt === null && message.failedAt === null
