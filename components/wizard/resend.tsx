import { getLocale, getTranslations } from 'next-intl/server'
import { codeLanguageFor } from '@/lib/migration/code-languages'
import type { MigrationView } from '@/lib/migration/view'
import { getClock } from './clock'
import { isLandline, nextCodeAt } from './code-waits'
import { MoveCommand } from './move-command'

/** Another code, when WhatsApp allows it: a time of day, never a countdown. */
export async function Resend({ view }: { view: MigrationView }) {
  const [t, m, locale, clock] = await Promise.all([
    getTranslations('code'),
    getTranslations('codeMethod'),
    getLocale(),
    getClock(),
  ])
  const next = nextCodeAt(view)
  if (next) return <p className="text-muted">{t('resendWait', { time: clock(next) })}</p>
  const language = view.code.language ?? codeLanguageFor(locale)
  const ask = (method: 'SMS' | 'VOICE') => ({ version: view.version, method, language })
  return (
    <>
      <p className="mb-2 text-muted">{t('resendReady')}</p>
      <div className="flex flex-wrap gap-4">
        {isLandline(view) ? null : (
          <MoveCommand id={view.id} part="/code" body={ask('SMS')} pendingText={m('sending')}>
            {t('resendSms')}
          </MoveCommand>
        )}
        <MoveCommand id={view.id} part="/code" body={ask('VOICE')} pendingText={m('sending')}>
          {t('resendCall')}
        </MoveCommand>
      </div>
    </>
  )
}
