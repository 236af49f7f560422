import type { Effect } from '@/lib/migration/machine'
import { FAULTS, type FaultId, type Kind, type RoadFault, UPSTREAM } from './faults'
import type { Random } from './random'

export type Phase = 'intent' | 'armed' | 'outcome' | 'probing'

/** One fault of a seed: what, at which step, in which variant; and whether it has struck. */
export type Planned = {
  id: FaultId
  kind: Kind
  call: Effect
  road: RoadFault | null
  phase: Phase
  struck: boolean
}

export class Plan {
  readonly entries: readonly Planned[]

  /** `wanted`: ids of faults, each at a call of its own by `U5:register`. */
  constructor(wanted: readonly FaultId[], random: Random) {
    const parts = wanted.map((one) => one.split(':'))
    const ids = parts.map(([id = '']) => id)
    const calls: (readonly Effect[])[] = parts.map(([id, at]) => {
      const possible = FAULTS.find((fault) => fault.id === id)?.calls ?? []
      return at === undefined ? possible : possible.filter((call) => call === at)
    })
    // Faults at one step meet; so where they can, they share it.
    const shared: Effect = random.pick<Effect>(calls[0] ?? ['register'])
    this.entries = ids.map((id, index) => {
      const possible = calls[index] ?? []
      const call: Effect = possible.includes(shared) && random.chance(0.7) ? shared : random.pick(possible)
      const fault = FAULTS.find((candidate) => candidate.id === id)
      const upstream = UPSTREAM.find((candidate) => candidate.id === id)
      return {
        id,
        kind: fault?.kind ?? 'upstream',
        call,
        road: upstream?.make(random, call) ?? null,
        phase: random.pick(['intent', 'armed', 'outcome', 'probing'] as const),
        struck: false,
      }
    })
  }

  /** The next fault that has not struck, if it fits. */
  find(fits: (planned: Planned) => boolean): Planned | undefined {
    return this.entries.find((planned) => !planned.struck && fits(planned))
  }

  get isOver(): boolean {
    return this.entries.every((planned) => planned.struck)
  }

  calls(): readonly Effect[] {
    return this.entries.map((planned) => planned.call)
  }
}
