import type { Effect } from '@/lib/migration/machine'
import { FAULTS, type FaultId, PAIRS } from './faults'
import { seeded } from './random'

export const EACH = 200
export const EACH_PAIR = 3
const AT_ONCE = 14

const pairKey = (first: FaultId, second: FaultId) => [first, second].sort().join(' ')

/** Counts which faults have struck, at which step, and which of them in one and the same move. */
export class Coverage {
  readonly #faults = new Map<FaultId, number>()
  readonly #cells = new Map<string, number>()
  readonly #pairs = new Map<string, number>()

  add(struck: readonly { id: FaultId; call: Effect }[]): void {
    const raise = <Key>(map: Map<Key, number>, key: Key) => map.set(key, (map.get(key) ?? 0) + 1)
    for (const { id, call } of struck) {
      raise(this.#faults, id)
      raise(this.#cells, `${id} ${call}`)
    }
    const ids = [...new Set(struck.map(({ id }) => id))]
    for (const [index, first] of ids.entries()) {
      for (const second of ids.slice(index + 1)) raise(this.#pairs, pairKey(first, second))
    }
  }

  of(id: FaultId): number {
    return this.#faults.get(id) ?? 0
  }

  cell(id: FaultId, call: Effect): number {
    return this.#cells.get(`${id} ${call}`) ?? 0
  }

  get strikes(): number {
    return [...this.#faults.values()].reduce((sum, count) => sum + count, 0)
  }

  /** Faults, cells and pairs that have not struck as often as they must. */
  missing(): string[] {
    const pairs = this.#missingPairs().map(([first, second]) => `${first}+${second}`)
    return [...this.#missingFaults(), ...this.#missingCells(), ...pairs]
  }

  #missingFaults(): FaultId[] {
    return FAULTS.map(({ id }) => id).filter((id) => this.of(id) < EACH)
  }

  #missingCells(): string[] {
    return FAULTS.flatMap(({ id, calls }) =>
      calls.filter((call) => this.cell(id, call) === 0).map((call) => `${id} ${call}`),
    )
  }

  #missingPairs(): (readonly [FaultId, FaultId])[] {
    return PAIRS.filter(([first, second]) => (this.#pairs.get(pairKey(first, second)) ?? 0) < EACH_PAIR)
  }

  get fewestOfAPair(): number {
    return Math.min(...PAIRS.map(([first, second]) => this.#pairs.get(pairKey(first, second)) ?? 0))
  }

  /** What the next seed is made of: pairs and faults that are still missing first, the rest by chance. */
  choose(seed: number): FaultId[] {
    const random = seeded(seed ^ 0x5eed)
    const chosen = new Set<FaultId>()
    const pairs = this.#missingPairs()
    if (pairs.length > 0) for (const id of random.pick(pairs)) chosen.add(id)
    const faults = this.#missingFaults()
    const pool = faults.length > 0 ? faults : FAULTS.map(({ id }) => id)
    const isCovered = pairs.length === 0 && faults.length === 0
    // Once everything was met, many small moves find more than few crowded ones.
    const wanted = isCovered ? 1 + random.below(2) : Math.min(AT_ONCE, chosen.size + pool.length)
    while (chosen.size < wanted) chosen.add(random.pick(pool))
    return [...chosen]
  }
}
