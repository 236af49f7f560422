import { getTranslations } from 'next-intl/server'
import { Exchange } from './exchange'
import { Plate } from './plate'

export type PlateState = 'before' | 'moving' | 'after' | 'unsure' | 'stopped'

type PlateStripProps = {
  /** International format with spaces. */
  number: string
  state: PlateState
  /** How near the gate the plate stands. */
  chapter: 1 | 2 | 3 | 4 | 5
}

/**
 * Where the number is, in one picture and one sentence. On phones only plate and sentence: the picture would push
 * the field off the first screen.
 */
export async function PlateStrip({ number, state, chapter }: PlateStripProps) {
  const t = await getTranslations('plate')
  return (
    <section className="strip my-4" aria-label={t('label')}>
      <p className="plate-line">
        <Plate number={number} />
      </p>
      <Exchange number={number} state={state} chapter={chapter} ends={[t('oldProvider'), t('ownAccount')]} />
      <p className="sr-only max-md:hidden">{number}</p>
      <p className="mt-1 md:mt-2">{t(state)}</p>
    </section>
  )
}
