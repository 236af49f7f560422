import type { PlateState } from './plate-strip'

type ExchangeProps = {
  number: string
  state: PlateState
  chapter: 1 | 2 | 3 | 4 | 5
  /** "Old provider" and "Your own account". */
  ends: readonly [string, string]
}

/** Two sockets, one line, one plate, and the dashed gate between the sides. Wide screens only; never the only sign. */
export function Exchange({ number, state, chapter, ends }: ExchangeProps) {
  return (
    <div aria-hidden="true" className="max-md:hidden">
      <div className="exchange" data-state={state} data-chapter={chapter}>
        <span className="wire wire-old" />
        <span className="wire wire-new" />
        <span className="gate" />
        <span className="track">
          <bdi dir="ltr" className="plate">
            {number}
          </bdi>
        </span>
      </div>
      <p className="flex max-w-none justify-between text-small text-muted">
        <span>{ends[0]}</span>
        <span>{ends[1]}</span>
      </p>
    </div>
  )
}
