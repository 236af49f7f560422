import type { Actor, Context } from '@/lib/context'
import type { Database } from '@/lib/db/client'
import { events } from '@/lib/db/schema'
import type { Host, Moment } from '@/lib/host'
import type { Effect } from '@/lib/migration/machine'
import type { Lane } from './lane'
import type { Random } from './random'
import type { Owner, Scheduler } from './scheduler'

/** A simulated server process. */
export type Process = Owner & {
  id: string
  startedAt: { now: number; wall: number }
  /** Rejects when the process dies. */
  death: Promise<never>
  die: () => void
}

/** One thing a process does: a request, a job, a sweep. */
export type Task = { process: Process; label: string; command: Effect | null; moment: Moment | null }

export class ConnectionLost extends Error {}

const systemError = (code: string, syscall: string) => Object.assign(new Error(`${syscall} ${code}`), { code, syscall })

/** How a driver says that the database is gone. */
export const databaseGone = () => systemError('ECONNREFUSED', 'connect')

export const networkError = (code: string, syscall: string) =>
  Object.assign(new TypeError('fetch failed', { cause: systemError(code, syscall) }), { code })

/** What happens to one transaction. */
export type Trouble =
  | { kind: 'down' }
  | { kind: 'slow'; milliseconds: number }
  | { kind: 'full' }
  | { kind: 'no_audit' }
  | { kind: 'crash'; after: number }
  | { kind: 'answer_lost' }

export type Surroundings = {
  lane: Lane
  random: Random
  scheduler: Scheduler
  wall: () => number
  isAlive: (id: string) => boolean
  isDatabaseDown: () => boolean
  isDiskFull: () => boolean
  freeReserve: () => void
  keepSpilled: (process: Process, line: string) => void
  trouble: (task: Task) => Trouble | null
  committed: (task: Task) => Promise<void>
  reached: (task: Task, moment: Moment, command: Effect) => Promise<void>
  kill: (process: Process) => void
  read: (task: Task, request: Request) => Promise<Response>
  write: (task: Task, request: Request) => Promise<Response>
}

const never = () => new Promise<never>(() => {})

export function newProcess(now: number, wall: number, serial: number): Process {
  const { promise, reject } = Promise.withResolvers<never>()
  promise.catch(() => {})
  const process: Process = {
    id: String(serial),
    alive: true,
    pausedUntil: 0,
    startedAt: { now, wall },
    death: promise,
    die: () => {
      process.alive = false
      reject(new ConnectionLost())
    },
  }
  return process
}

/** The context in which a task runs: our code as it is, on a process, a disk and a database that may fail. */
export function contextFor(world: Surroundings, task: Task, actor: Actor): Context {
  const { scheduler, random } = world
  const { process } = task
  const host: Host = {
    instanceId: process.id,
    isAlive: async (_, id) => id !== null && world.isAlive(id),
    live: () => ({
      readFetch: (request) => world.read(task, request),
      writeFetch: (request) => world.write(task, request),
    }),
    sleep: (milliseconds) => scheduler.gate(process, `${task.label} sleeps`, milliseconds),
    random: random.next,
    ranFor: () => scheduler.now - process.startedAt.now,
    earliest: () => new Date(Math.min(world.wall(), process.startedAt.wall + scheduler.now - process.startedAt.now)),
    latest: () => new Date(Math.max(world.wall(), process.startedAt.wall + scheduler.now - process.startedAt.now)),
    isDraining: () => false,
    hasRoom: async () => !world.isDiskFull(),
    releaseReserve: async () => world.freeReserve(),
    spill: async (line) => world.keepSpilled(process, line),
    reached: (moment, command) => world.reached(task, moment, command as Effect),
  }
  return { actor, db: databaseFor(world, task), now: () => new Date(world.wall()), host, requestId: 'simulation' }
}

const STATEMENTS = new Set<PropertyKey>(['select', 'selectDistinct', 'insert', 'update', 'delete', 'execute'])

type Wanted = Parameters<Database['transaction']>

function databaseFor(world: Surroundings, task: Task): Database {
  const { db } = world.lane
  return new Proxy(db, {
    get: (target, key) => {
      if (key === 'transaction') return (...[work, config]: Wanted) => transaction(world, task, work, config)
      if (STATEMENTS.has(key) && world.isDatabaseDown()) return failing
      const value: unknown = Reflect.get(target, key)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

/** A query that fails when it is awaited, however it was built up. */
function failing(): unknown {
  return new Proxy(() => {}, {
    get: (_, key) => (key === 'then' ? (_: unknown, no: (error: Error) => void) => no(databaseGone()) : failing),
    apply: failing,
  })
}

class Crash extends Error {}

async function transaction(world: Surroundings, task: Task, work: Wanted[0], config: Wanted[1]): Promise<unknown> {
  const { scheduler, lane } = world
  await scheduler.gate(task.process, `${task.label} begins`)
  const trouble = world.trouble(task)
  if (trouble !== null) scheduler.note(`trouble ${trouble.kind}`)
  if (trouble?.kind === 'slow')
    await scheduler.gate(task.process, `${task.label} waits for a lock`, trouble.milliseconds)
  if (trouble?.kind === 'slow') throw Object.assign(new Error('canceling statement'), { code: '57014' })
  if (trouble?.kind === 'down' || world.isDatabaseDown()) throw databaseGone()
  if (trouble?.kind === 'full') throw Object.assign(new Error('no space'), { code: '53100' })
  let result: unknown
  let wrote = false
  const writing = () => {
    wrote = true
  }
  try {
    result = await lane.db.transaction((tx) => work(breakable(tx, trouble, writing)), config)
  } catch (error) {
    if (!(error instanceof Crash)) throw error
    world.kill(task.process)
    return never()
  }
  if (wrote) await world.committed(task)
  if (trouble?.kind === 'answer_lost') throw databaseGone()
  await scheduler.gate(task.process, `${task.label} committed`)
  return result
}

const WRITES = new Set<PropertyKey>(['insert', 'update', 'delete', 'execute'])

function breakable<Tx extends object>(tx: Tx, trouble: Trouble | null, writing: () => void): Tx {
  let statements = 0
  return new Proxy(tx, {
    get: (target, key) => {
      const value: unknown = Reflect.get(target, key)
      if (typeof value !== 'function') return value
      return (...args: unknown[]) => {
        if (STATEMENTS.has(key)) {
          if (WRITES.has(key)) writing()
          if (trouble?.kind === 'crash' && statements === trouble.after) throw new Crash()
          if (trouble?.kind === 'no_audit' && key === 'insert' && args[0] === events) throw new Error('audit refused')
          statements += 1
        }
        return Reflect.apply(value, target, args)
      }
    },
  })
}
