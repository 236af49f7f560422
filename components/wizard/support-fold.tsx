import { getTranslations } from 'next-intl/server'
import { CopyBlock } from '@/components/data/copy-block'
import { Fold } from '@/components/data/fold'
import type { MigrationView } from '@/lib/migration/view'

/** For people who talk to Meta or to us about this move: ids, keys and traces, in Meta's words. No secret is in a view. */
export async function SupportFold({ view }: { view: MigrationView }) {
  const t = await getTranslations('wizard.support')
  const attempt = view.live ?? view.refusal
  const graph = attempt?.graph
  const facts: [string, string | null | undefined][] = [
    [t('reference'), view.reference],
    [t('status'), `${view.status} (v${view.version})`],
    [t('waitsFor'), view.waitsFor],
    [t('connection'), `${view.connection.label}${view.connection.problem ? ` – ${view.connection.problem}` : ''}`],
    [t('source'), view.source?.unlisted ? t('unlisted') : view.source?.wabaId],
    [t('destination'), view.destination?.wabaId],
    [t('number'), view.number?.e164],
    [t('sourceNumberId'), view.number?.sourcePhoneNumberId],
    [t('numberId'), view.number?.phoneNumberId],
    [t('attempt'), attempt ? `${attempt.command}: ${attempt.state}, ${attempt.startedAt}, ${attempt.by}` : null],
    [t('messageKey'), attempt?.errorCode ? `errors.${attempt.errorCode}` : null],
    ['Meta code / subcode', graph ? `${graph.code ?? '–'} / ${graph.subcode ?? '–'}` : null],
    ['fbtrace_id', graph?.traceId],
    [t('meters'), view.meters.map((meter) => `${meter.command} ${meter.used}/${meter.limit}`).join(', ')],
    [t('waits'), view.waits.map((wait) => `${wait.command} → ${wait.until} (${wait.errorCode})`).join(', ')],
  ]
  const known = facts.flatMap(([term, value]) => (value ? [`${term}: ${value}`] : []))
  return (
    <div className="no-print">
      <Fold title={t('heading')}>
        <CopyBlock label={t('copy')} text={known.join('\n')} />
      </Fold>
    </div>
  )
}
