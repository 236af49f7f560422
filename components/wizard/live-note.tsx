import { getTranslations } from 'next-intl/server'
import { InsetNote } from '@/components/feedback/inset-note'
import { BESIDE } from '@/lib/migration/machine'
import type { MigrationView } from '@/lib/migration/view'
import { getClock } from './clock'
import { ExternalLink } from './external-link'
import { metaLinks } from './meta-links'
import { MoveCommand } from './move-command'
import { sidePath } from './paths'
import { codeMayArrive } from './position'
import type { Viewer } from './viewer'

/** What is under way, or what nobody knows yet. Never offers to try again: that could do the work twice. */
export async function LiveNote({ view, viewer }: { view: MigrationView; viewer: Viewer }) {
  const { live } = view
  if (live === null || codeMayArrive(view)) return null
  const [t, clock] = await Promise.all([getTranslations('wizard.live'), getClock()])
  if (live.state === 'unknown' && live.command === 'send_test') {
    return (
      <InsetNote tone="attention" role="status">
        <p>{t('message')}</p>
        <p>
          <a href={sidePath(view.id, 'proof')} className="inline-flex min-h-11 items-center">
            {t('messageLink')}
          </a>
        </p>
      </InsetNote>
    )
  }
  if (live.state !== 'unknown') {
    return (
      <InsetNote role="status">
        {live.by === viewer.name ? null : <p>{t('running', { name: live.by })}</p>}
        <p>
          {t(
            live.command === 'copy_templates'
              ? 'copying'
              : BESIDE.includes(live.command)
                ? 'runningHere'
                : 'runningYou',
          )}
        </p>
      </InsetNote>
    )
  }
  return (
    <>
      <InsetNote tone="attention" role="status">
        <p>{t(live.command === 'copy_templates' ? 'copyUnknown' : 'unknown')}</p>
        <p>
          {t('since', { time: clock(live.startedAt) })}. {t('canClose')}
        </p>
      </InsetNote>
      {view.waitsFor === 'you' && viewer.decide ? <Decide view={view} /> : null}
    </>
  )
}

async function Decide({ view }: { view: MigrationView }) {
  const t = await getTranslations('wizard.decide')
  const command = view.live?.command
  if (command === undefined || command === 'check' || command === 'confirm' || command === 'cancel') return null
  return (
    <section aria-labelledby="decide" className="my-6">
      <h2 id="decide">{t('heading')}</h2>
      <p>{t('look')}</p>
      <ol className="numbered my-2">
        <li>{t('steps.open')}</li>
        <li>{t('steps.numbers')}</li>
        <li>{t(`steps.${command}`, { number: view.number?.display ?? '' })}</li>
      </ol>
      <p>
        <ExternalLink href={metaLinks.destinationNumbers(view)}>{t('openManager')}</ExternalLink>
      </p>
      <div className="my-2 flex flex-wrap gap-4">
        <MoveCommand id={view.id} part="/decision" body={{ version: view.version, happened: true }}>
          {t('there')}
        </MoveCommand>
        <MoveCommand id={view.id} part="/decision" body={{ version: view.version, happened: false }}>
          {t('notThere')}
        </MoveCommand>
      </div>
    </section>
  )
}
