'use client'

import type { ReactNode } from 'react'
import { InsetNote } from '@/components/feedback/inset-note'
import { useTexts } from '@/components/layout/texts-provider'
import { fill } from '@/lib/i18n/fill'
import type { ProofOptions } from '@/lib/proof/view'
import { useProofOptions } from './use-proof-options'

type WhoListensProps = {
  id: string
  texts: Record<'reading' | 'apps' | 'noApp' | 'ours' | 'elsewhere' | 'notSaid' | 'unreadable' | 'kept', string>
  /** What helps when no app listens. */
  connect: ReactNode
}

/** Which app gets the messages, and where. Shown, and never changed by us. */
export function WhoListens({ id, texts, connect }: WhoListensProps) {
  const { locale } = useTexts()
  const { data, isPending } = useProofOptions(id)
  if (isPending) return <p role="status">{texts.reading}</p>
  if (data === undefined || data.apps === null) return <p role="status">{texts.unreadable}</p>
  if (data.apps.length === 0) {
    return (
      <InsetNote tone="attention" role="status">
        <p>{texts.noApp}</p>
        {connect}
      </InsetNote>
    )
  }
  const apps = new Intl.ListFormat(locale).format(data.apps.map(({ name }) => name))
  return (
    <div role="status" className="grid gap-2">
      <p>{fill(texts.apps, { apps }, locale)}</p>
      <Callback callback={data.callback} texts={texts} />
    </div>
  )
}

function Callback({ callback, texts }: { callback: ProofOptions['callback']; texts: WhoListensProps['texts'] }) {
  const { locale } = useTexts()
  if (callback === null) return <p>{texts.notSaid}</p>
  if (callback.ours) return <p>{texts.ours}</p>
  return (
    <>
      <p>{fill(texts.elsewhere, { host: callback.host }, locale)}</p>
      <p className="text-muted">{texts.kept}</p>
    </>
  )
}
