import { getTranslations } from 'next-intl/server'
import { CopyBlock } from '@/components/data/copy-block'
import { Fold } from '@/components/data/fold'
import { InsetNote } from '@/components/feedback/inset-note'
import { errorCatalog, errorCodes, isMetaCode, metaCatalog, type Remedy } from '@/lib/errors/catalog'
import { errorText } from '@/lib/i18n/error-text'
import type { Step } from '@/lib/migration/journey'
import { REFUSALS_OF, type RefusalsOf } from '@/lib/migration/machine'
import type { AttemptView, MigrationView } from '@/lib/migration/view'
import { maskPhone } from '@/lib/phone/digits'
import manifest from '@/package.json'
import { ExternalLink } from './external-link'
import { FocusOnce } from './focus-once'
import { metaLinks } from './meta-links'
import { MoveCommand } from './move-command'
import { checkPath, deadEndPath, stepPath } from './paths'
import { SoftLink } from './soft-link'

/**
 * Refusals about what was typed belong to their field; the rest stands on the page it belongs to until something else happens.
 */
export function shownRefusal(view: MigrationView, of: RefusalsOf = 'steps'): AttemptView | null {
  const code = errorCodes.find((known) => known === view.refusal?.errorCode)
  const belongs: readonly string[] = REFUSALS_OF[of]
  if (view.refusal === null || !belongs.includes(view.refusal.command)) return null
  return code === undefined || errorCatalog[code].field !== undefined ? null : view.refusal
}

type RefusalPanelProps = { view: MigrationView; here: Step | null; of?: RefusalsOf | undefined }

/** What happened, whether the number changed, who can put it right, the one thing to press, and a note for whoever helps. */
export async function RefusalPanel({ view, here, of }: RefusalPanelProps) {
  const refusal = shownRefusal(view, of)
  const code = refusal?.errorCode ?? ''
  if (refusal === null) return null
  const t = await getTranslations('wizard.refusal')
  const text = await errorText(code, { reference: view.reference, ...refusal.errorParams })
  const { who, remedy } = isMetaCode(code) ? metaCatalog[code] : { who: 'you' as const, remedy: null }
  const isRead = refusal.numberSame || refusal.command !== 'register'
  return (
    <FocusOnce at={refusal.startedAt}>
      <InsetNote tone="problem" heading={t(refusal.state === 'not_sent' ? 'headingNotSent' : 'heading')}>
        <p>{text}</p>
        {refusal.numberSame ? <p>{t('number.same')}</p> : null}
        {isRead ? null : <p>{t('number.unread')}</p>}
        <p>{t(`who.${who}`)}</p>
        {remedy === null || (remedy.to === 'step' && remedy.step === here) ? null : (
          <RemedyLink view={view} remedy={remedy} />
        )}
        <div className="text-ink">
          <Fold title={t('details')} open={remedy?.to === 'support'}>
            {refusal.graph?.userText ? (
              <p>
                {t('metaText')}: <bdi>{refusal.graph.userText}</bdi>
              </p>
            ) : null}
            <CopyBlock label={t('note.label')} text={await noteOf(view, refusal)} buttonText={t('note.copy')} />
          </Fold>
        </div>
      </InsetNote>
    </FocusOnce>
  )
}

async function RemedyLink({ view, remedy }: { view: MigrationView; remedy: Remedy }) {
  const [t, common] = await Promise.all([getTranslations('wizard.refusal'), getTranslations('common')])
  switch (remedy.to) {
    case 'again':
    case 'support':
      return null
    case 'connect_app':
      return (
        <MoveCommand id={view.id} part="/webhook-subscription" body={{ version: view.version }} stay>
          {t(`remedies.${remedy.text}`)}
        </MoveCommand>
      )
    case 'check':
      return <SoftLink href={checkPath(view.id, remedy.check)}>{t(`remedies.${remedy.text}`)}</SoftLink>
    case 'step':
      return <SoftLink href={stepPath(view.id, remedy.step)}>{t(`remedies.${remedy.text}`)}</SoftLink>
    case 'connection':
      return (
        <a href={`/connections/token?replace=${view.connection.id}`} className="inline-flex min-h-11 items-center">
          {t(`remedies.${remedy.text}`)}
        </a>
      )
    case 'dead_end':
      return <SoftLink href={deadEndPath(view.id, remedy.reason)}>{common('otherWay')}</SoftLink>
    case 'meta':
      return <ExternalLink href={metaLinks[remedy.page](view)}>{t(`remedies.${remedy.text}`)}</ExternalLink>
  }
}

/** Numbers and times only: no token, no code, no PIN, and of the phone number only its ends. */
async function noteOf(view: MigrationView, refusal: AttemptView): Promise<string> {
  const t = await getTranslations('wizard.refusal')
  const { graph } = refusal
  const facts: [string, string | null | undefined][] = [
    [t('reference'), view.reference],
    [t('when'), refusal.endedAt ?? refusal.startedAt],
    [t('note.step'), `${refusal.command} (${refusal.state})`],
    [t('note.number'), view.number ? maskPhone(view.number.e164) : null],
    [t('note.answer'), refusal.errorCode],
    [t('metaCode'), graph ? [graph.code, graph.subcode].filter((part) => part !== null).join(' / ') : null],
    [t('metaTrace'), graph?.traceId],
    [t('note.version'), `Carryover ${manifest.version}`],
  ]
  return facts.flatMap(([term, value]) => (value ? [`${term}: ${value}`] : [])).join('\n')
}
