import { getTranslations } from 'next-intl/server'
import { getClock } from '@/components/wizard/clock'
import { MoveCommand } from '@/components/wizard/move-command'
import type { Direction, Said as Word } from '@/lib/proof/view'

/** A person's word, with the name and the time: never shown as a proof of ours. */
export async function Said({ word }: { word: Word }) {
  const [t, clock] = await Promise.all([getTranslations('proof'), getClock()])
  return <p>{t('saidBy', { arrived: word.arrived ? 'yes' : 'no', name: word.by, time: clock(word.at) })}</p>
}

type SayArrivedProps = { id: string; direction: Direction; question: string }

export async function SayArrived({ id, direction, question }: SayArrivedProps) {
  const t = await getTranslations('proof')
  return (
    <fieldset className="my-4">
      <legend className="mb-1 font-strong">{question}</legend>
      <div className="flex flex-wrap gap-4">
        <MoveCommand id={id} part="/proof" body={{ direction, arrived: true }} stay>
          {t('arrivedYes')}
        </MoveCommand>
        <MoveCommand id={id} part="/proof" body={{ direction, arrived: false }} stay>
          {t('arrivedNo')}
        </MoveCommand>
      </div>
    </fieldset>
  )
}
