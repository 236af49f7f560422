'use client'

import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef } from 'react'
import { InsetNote } from '@/components/feedback/inset-note'
import { CommandButton } from '@/components/form/command-button'
import { useTexts } from '@/components/layout/texts-provider'
import type { NotOffered } from '@/lib/callback/view'
import { fill } from '@/lib/i18n/fill'
import type { ProofOptions } from '@/lib/proof/view'
import { OverrideOffer, type OverrideTexts } from './override-offer'
import { useProofOptions } from './use-proof-options'

type WhoListensProps = {
  id: string
  version: number
  texts: Record<'reading' | 'apps' | 'noApp' | 'ours' | 'elsewhere' | 'notSaid' | 'unreadable' | 'kept', string> & {
    notOffered: Record<NotOffered, string>
    offer: OverrideTexts
  }
  /** What helps when no app listens. */
  connect: ReactNode
  /** While messages come here first. */
  standing: ReactNode
  mayMove: boolean
  /** In practice the reader also plays the owner, who lets the app deliver elsewhere. */
  practice: { action: string; text: string } | null
}

/** Which app gets the messages, and where. Nothing of it is changed without a press that says what changes. */
export function WhoListens({ id, texts, connect, standing, ...rest }: WhoListensProps) {
  const { locale } = useTexts()
  const { data, isPending } = useProofOptions(id)
  useReadAgain(id, standing !== null)
  if (standing !== null) return standing
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
    <>
      <div role="status" className="grid gap-2">
        <p>{fill(texts.apps, { apps }, locale)}</p>
        <Where callback={data.callback} texts={texts} />
      </div>
      <Change id={id} callback={data.callback} texts={texts} {...rest} />
    </>
  )
}

/** What was read from Meta before an override began, or while it stood, is over when it ends. */
function useReadAgain(id: string, isStanding: boolean): void {
  const queries = useQueryClient()
  const was = useRef(isStanding)
  useEffect(() => {
    if (was.current && !isStanding) void queries.invalidateQueries({ queryKey: ['proof-options', id] })
    was.current = isStanding
  }, [id, isStanding, queries])
}

type Callback = { callback: ProofOptions['callback']; texts: WhoListensProps['texts'] }

function Where({ callback, texts }: Callback) {
  const { locale } = useTexts()
  if (callback === null) return <p>{texts.notSaid}</p>
  if (callback.ours) return <p>{texts.ours}</p>
  return <p>{fill(texts.elsewhere, { host: callback.host }, locale)}</p>
}

function Change({
  id,
  version,
  callback,
  texts,
  mayMove,
  practice,
}: Callback & Pick<WhoListensProps, 'id' | 'version' | 'mayMove' | 'practice'>) {
  const queries = useQueryClient()
  if (callback === null) return null
  if (callback.ours) {
    if (practice === null) return null
    return (
      <div className="mt-3">
        <CommandButton
          action={practice.action}
          onDone={() => void queries.invalidateQueries({ queryKey: ['proof-options', id] })}
        >
          {practice.text}
        </CommandButton>
      </div>
    )
  }
  if (callback.notOffered !== null) {
    return (
      <p className="text-muted">
        {texts.kept} {texts.notOffered[callback.notOffered]}
      </p>
    )
  }
  return <OverrideOffer id={id} version={version} host={callback.host} texts={texts.offer} mayMove={mayMove} />
}
