import type { Random } from './random'

/** Whoever waits at a gate: a process can be paused, and what it does stops when it dies. */
export type Owner = { alive: boolean; pausedUntil: number }

type Gate = { owner: Owner | null; at: number; open: () => void; label: string }

const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

/**
 * Everything that can happen waits at a gate, and one gate opens at a time, in an order that comes from the seed. When
 * nothing may happen now, the clock moves on to the next thing that may.
 */
export class Scheduler {
  readonly #gates: Gate[] = []
  readonly #random: Random
  readonly #idle: () => Promise<boolean>
  readonly #trace: string[] = []
  now: number

  /** `idle` resolves when no real input or output is under way, and says whether it had not to wait. */
  constructor(options: { random: Random; start: number; idle: () => Promise<boolean> }) {
    this.#random = options.random
    this.#idle = options.idle
    this.now = options.start
  }

  gate(owner: Owner | null, label: string, delay = 0): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    // The dead wait for ever.
    if (owner?.alive === false) return promise
    this.#gates.push({ owner, at: this.now + delay, open: resolve, label })
    return promise
  }

  /** The owner is dead: what waited for it waits for ever. */
  drop(owner: Owner): void {
    for (let index = this.#gates.length - 1; index >= 0; index -= 1) {
      if (this.#gates[index]?.owner === owner) this.#gates.splice(index, 1)
    }
  }

  note(line: string): void {
    this.#trace.push(`${((this.now % 1e8) / 1000).toFixed(1)} ${line}`)
  }

  trace(): readonly string[] {
    return this.#trace
  }

  /** Opens gates until `over` says so or nothing is left to open. False when it was neither by `steps`. */
  async run(over: () => boolean, steps: number): Promise<boolean> {
    for (let step = 0; step < steps; step += 1) {
      await this.#quiet()
      if (over() || !this.#openOne()) return true
    }
    return false
  }

  #openOne(): boolean {
    const due = (gate: Gate) => Math.max(gate.at, gate.owner?.pausedUntil ?? 0)
    const soonest = this.#gates.reduce((least, gate) => Math.min(least, due(gate)), Number.POSITIVE_INFINITY)
    if (!Number.isFinite(soonest)) return false
    this.now = Math.max(this.now, soonest)
    const open = this.#gates.filter((gate) => due(gate) <= this.now)
    const chosen = this.#random.pick(open)
    this.#gates.splice(this.#gates.indexOf(chosen), 1)
    this.note(chosen.label)
    chosen.open()
    return true
  }

  /** Until every promise that can go on has gone on. */
  async #quiet(): Promise<void> {
    for (let quiet = 0; quiet < 3; ) {
      await turn()
      quiet = (await this.#idle()) ? quiet + 1 : 0
    }
  }
}
