import 'server-only'
import type { Context } from '@/lib/context'
import { instanceId, isInstanceAlive } from '@/lib/db/instance'
import { env } from '@/lib/env'
import type { GraphFetch } from '@/lib/graph/client'
import { createLiveTransport } from '@/lib/graph/transport'
import { hasRoom, releaseReserve } from '@/lib/health/disk'
import { isDraining } from '@/lib/health/draining'
import { spill } from '@/lib/health/spill'

/** Moments of a command between which a process may die. */
export type Moment = 'intent' | 'armed' | 'answered' | 'settled' | 'probing'

/** The process that a verb runs in: all of it that a test must be able to stop, slow down or take away. */
export type Host = {
  instanceId: string
  /** Does the process that took a lease still run? Ask inside a transaction. */
  isAlive: (ctx: Context, instanceId: string | null) => Promise<boolean>
  /** The road to Meta for live connections. */
  live: () => { readFetch: GraphFetch; writeFetch: GraphFetch }
  sleep: (milliseconds: number) => Promise<void>
  random: () => number
  /** Milliseconds for which this process has run, whatever anybody does to the clock. */
  ranFor: () => number
  /** The time of day, but never more of it than has really passed: for waits, which must not get shorter when somebody sets the clock. */
  earliest: () => Date
  /** The same the other way: never less of it. A wait that begins while the clock is slow must not end too soon when it is set right. */
  latest: () => Date
  isDraining: () => boolean
  hasRoom: () => Promise<boolean>
  /** Gives the disk back what was held for this hour. */
  releaseReserve: () => Promise<void>
  /** Keeps a line outside the database, on disk before it returns. */
  spill: (line: string) => Promise<void>
  reached: (moment: Moment, command: string) => Promise<void>
}

let transport: ReturnType<typeof createLiveTransport> | undefined

const startedAt = { wall: Date.now(), monotonic: performance.now() }

const ranFor = (): number => performance.now() - startedAt.monotonic

/** What `--import` puts there before the app loads, in tests that kill the process at one of its moments. */
const globals = globalThis as typeof globalThis & { carryoverReached?: Host['reached'] } // safe: the name is ours alone

export const thisProcess: Host = {
  instanceId,
  isAlive: isInstanceAlive,
  live: () => {
    transport ??= createLiveTransport({ baseUrl: env().graphApiUrl })
    return transport
  },
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  random: Math.random,
  ranFor,
  earliest: () => new Date(Math.min(Date.now(), startedAt.wall + ranFor())),
  latest: () => new Date(Math.max(Date.now(), startedAt.wall + ranFor())),
  isDraining,
  hasRoom,
  releaseReserve,
  spill,
  reached: async (moment, command) => globals.carryoverReached?.(moment, command),
}
