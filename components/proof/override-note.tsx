import { getTranslations } from 'next-intl/server'
import { InsetNote } from '@/components/feedback/inset-note'
import { getClock } from '@/components/wizard/clock'
import { MoveCommand } from '@/components/wizard/move-command'
import type { Viewer } from '@/components/wizard/viewer'
import type { OverrideView } from '@/lib/callback/view'
import type { MigrationView } from '@/lib/migration/view'

type OverrideNoteProps = { view: MigrationView; viewer: Viewer; override: OverrideView }

/** While messages come here first: until when, to whom they are passed on, and the way back. */
export async function OverrideNote({ view, viewer, override }: OverrideNoteProps) {
  const [t, clock] = await Promise.all([getTranslations('proof.override'), getClock()])
  const { host, by: name, state } = override
  const texts = {
    setting: t('setting'),
    on: t('on', { host, name, time: clock(override.until), since: clock(override.since) }),
    waiting: t('waiting', { host }),
    returning: t('returning', { host }),
    stuck: t('stuck', { host }),
  }
  return (
    <InsetNote tone={state === 'stuck' ? 'problem' : 'attention'} role="status">
      <p>{texts[state]}</p>
      {state === 'on' ? <p className="my-2">{t('back')}</p> : null}
      {viewer.move && (state === 'on' || state === 'stuck') ? (
        <MoveCommand
          id={view.id}
          part="/callback-override"
          method="DELETE"
          body={{ version: view.version }}
          pendingText={t('pending')}
          stay
        >
          {t('putBack')}
        </MoveCommand>
      ) : null}
    </InsetNote>
  )
}
