'use client'

import { useTexts } from '@/components/layout/texts-provider'
import { MoveCommand } from '@/components/wizard/move-command'
import { fill } from '@/lib/i18n/fill'

export type OverrideTexts = Record<'heading' | 'what' | 'back' | 'submit' | 'pending' | 'mayNot', string>

type OverrideOfferProps = { id: string; version: number; host: string; texts: OverrideTexts; mayMove: boolean }

/** Whose address is replaced, for how long, and what becomes of the messages, all before the press. */
export function OverrideOffer({ id, version, host, texts, mayMove }: OverrideOfferProps) {
  const { locale } = useTexts()
  return (
    <>
      <h3 className="mt-4 text-lead">{texts.heading}</h3>
      <p>{fill(texts.what, { host }, locale)}</p>
      <p className="my-2">{texts.back}</p>
      {mayMove ? (
        <MoveCommand id={id} part="/callback-override" body={{ version, host }} pendingText={texts.pending} stay>
          {texts.submit}
        </MoveCommand>
      ) : (
        <p>{texts.mayNot}</p>
      )}
    </>
  )
}
