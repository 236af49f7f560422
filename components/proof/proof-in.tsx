import { getTranslations } from 'next-intl/server'
import { CopyBlock } from '@/components/data/copy-block'
import { Plate } from '@/components/data/plate'
import { InsetNote } from '@/components/feedback/inset-note'
import { PracticeChat } from '@/components/practice/practice-chat'
import { getClock } from '@/components/wizard/clock'
import { ExternalLink } from '@/components/wizard/external-link'
import { MoveCommand } from '@/components/wizard/move-command'
import type { Viewer } from '@/components/wizard/viewer'
import type { MigrationView } from '@/lib/migration/view'
import type { ProofView } from '@/lib/proof/view'
import { AfterAWhile } from './after-a-while'
import { MessageStatus } from './message-status'
import { Said, SayArrived } from './said'

type ProofInProps = { view: MigrationView; viewer: Viewer; proof: ProofView; number: string }

/** Somebody writes the words; seeing them here is the proof. */
export async function ProofIn({ view, viewer, proof, number }: ProofInProps) {
  const [t, clock] = await Promise.all([getTranslations('proof.in'), getClock()])
  const digits = (view.number?.e164 ?? '').replace('+', '')
  const link = `https://wa.me/${digits}?text=${encodeURIComponent(proof.word)}`
  return (
    <section aria-labelledby="in" className="my-6">
      <h2 id="in">{t('heading')}</h2>
      <ol className="numbered my-2 grid gap-2">
        <li>{t('phone')}</li>
        <li>{t.rich('write', { number: () => <Plate number={number} small /> })}</li>
      </ol>
      <CopyBlock label={t('word')} text={proof.word} digits>
        {/* The number of a practice move belongs to somebody else in the real WhatsApp. */}
        {view.practice ? null : (
          <ExternalLink href={link} look="second">
            {t('open')}
          </ExternalLink>
        )}
      </CopyBlock>
      <p className="text-small text-muted">{t('privacy')}</p>
      {view.practice ? <PracticeChat view={view} word={proof.word} /> : null}
      <div role="status">
        {proof.arrivedAt === null ? null : (
          <InsetNote tone="good">
            <p className="font-strong">{t('arrived', { time: clock(proof.arrivedAt) })}</p>
          </InsetNote>
        )}
        {proof.arrivedAt === null && proof.inSaid !== null ? <Said word={proof.inSaid} /> : null}
      </div>
      {proof.arrivedAt === null ? <Manual view={view} viewer={viewer} proof={proof} number={number} /> : null}
      <Answer view={view} viewer={viewer} proof={proof} />
    </section>
  )
}

/** Where no webhook tells, or none has for a minute. */
async function Manual({ view, viewer, proof, number }: ProofInProps) {
  const t = await getTranslations('proof.in')
  return (
    <AfterAWhile
      id={view.id}
      atOnce={!proof.webhooks || proof.inSaid !== null}
      waiting={proof.webhooks ? t('waiting') : undefined}
      text={t(proof.webhooks ? 'slow' : 'noWebhooks')}
      elsewhere={proof.webhooks && proof.override === null ? t.raw('elsewhere') : null}
    >
      {viewer.move ? <SayArrived id={view.id} direction="in" question={t('seen')} /> : null}
      <h3 className="mt-4 text-lead">{t('checkHeading')}</h3>
      <ul className="bulleted my-2">
        <li>{t('checkApp')}</li>
        <li>{t('checkCallback')}</li>
        <li>{t('checkField')}</li>
        <li>{t('checkNumber', { number })}</li>
      </ul>
    </AfterAWhile>
  )
}

async function Answer({ view, viewer, proof }: Omit<ProofInProps, 'number'>) {
  const [t, p, clock] = await Promise.all([getTranslations('proof.answer'), getTranslations('proof'), getClock()])
  const mayAnswer = proof.answerUntil !== null && view.live === null
  if (!mayAnswer && proof.answer === null) return null
  return (
    <>
      <h3 className="mt-4 text-lead">{t('heading')}</h3>
      {proof.answer === null ? null : (
        <MessageStatus view={view} viewer={viewer} message={proof.answer} webhooks={proof.webhooks} />
      )}
      {mayAnswer && proof.answerUntil !== null ? (
        <>
          <p>{t('text', { text: p('answerText', { name: viewer.name }) })}</p>
          <p className="mb-2 text-small text-muted">{t('until', { time: clock(proof.answerUntil) })}</p>
          {viewer.move ? (
            <MoveCommand
              id={view.id}
              part="/test-answer"
              body={{ version: view.version }}
              look="main"
              pendingText={t('sending')}
              stay
            >
              {t('submit')}
            </MoveCommand>
          ) : (
            <p>{t('mayNot')}</p>
          )}
        </>
      ) : null}
    </>
  )
}
