import { createHash, randomBytes } from 'node:crypto'
import pg from 'pg'
import type { Actor } from '@/lib/context'
import { createDatabase, createPool, type Database } from '@/lib/db/client'
import { newId } from '@/lib/db/ids'
import { customerMembers, customers, users } from '@/lib/db/schema'
import { TEMPLATE } from '@/lib/testing/template'

/** One database in which one seed after the other is played, and the people who play in it. */
export type Lane = {
  db: Database
  pool: pg.Pool
  customerId: string
  owner: Actor
  agent: Actor
  stranger: Actor
  /** Resolves when no query is under way; true when none was. */
  idle: () => Promise<boolean>
  close: () => Promise<void>
}

type Work = { running: number; waiting: (() => void)[] }

export async function openLane(serverUrl: string): Promise<Lane> {
  const name = `sim_${randomBytes(6).toString('hex')}`
  await asAdmin(serverUrl, `create database ${name} template ${TEMPLATE}`)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  const pool = createPool(url.href, 2)
  const work: Work = { running: 0, waiting: [] }
  pool.on('connect', (client) => count(client, 'query', work, named))
  count(pool, 'connect', work)
  const db = createDatabase(pool)
  const createdAt = new Date()
  const [customerId, otherId] = [newId(), newId()]
  await db.insert(customers).values([
    { id: customerId, name: 'Cửa hàng Lan', createdAt },
    { id: otherId, name: 'Another shop', createdAt },
  ])
  const person = async (name: string, role: 'owner' | 'agent', of: string): Promise<Actor> => {
    const userId = newId()
    await db
      .insert(users)
      .values({ id: userId, email: `${userId}@shop.example`, name, passwordHash: '-', role, createdAt })
    await db.insert(customerMembers).values({ customerId: of, userId })
    return { kind: 'user', userId, name, role }
  }
  return {
    db,
    pool,
    customerId,
    owner: await person('Lan', 'owner', customerId),
    agent: await person('An', 'agent', customerId),
    stranger: await person('Mallory', 'agent', otherId),
    idle: async () => {
      const wasIdle = work.running === 0
      while (work.running > 0) await new Promise<void>((resolve) => work.waiting.push(resolve))
      return wasIdle
    },
    close: async () => {
      await pool.end()
      await asAdmin(serverUrl, `drop database if exists ${name} with (force)`)
    },
  }
}

async function asAdmin(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(statement)
  await client.end()
}

/** Counts the calls of a method that are under way, in either of the two styles of the driver. */
function count<Name extends string>(
  object: Record<Name, unknown>,
  name: Name,
  work: Work,
  change: (args: unknown[]) => unknown[] = (args) => args,
): void {
  const original = object[name]
  if (typeof original !== 'function') throw new Error(`no ${name}`)
  const done = () => {
    work.running -= 1
    if (work.running === 0) for (const resolve of work.waiting.splice(0)) resolve()
  }
  object[name] = (...args: unknown[]): unknown => {
    work.running += 1
    const last = args.at(-1)
    if (typeof last === 'function') {
      args[args.length - 1] = (...results: unknown[]) => {
        done()
        last(...results)
      }
      return original.apply(object, change(args))
    }
    const result: unknown = original.apply(object, change(args))
    if (result instanceof Promise) void result.then(done, done)
    else done()
    return result
  }
}

/** Named, so that PostgreSQL plans each statement once. */
const names = new Map<string, string>()

function named(args: unknown[]): unknown[] {
  const [config, ...rest] = args
  const isObject = typeof config === 'object' && config !== null && 'text' in config && !('submit' in config)
  const text = isObject ? config.text : config
  if (typeof text !== 'string' || !/^(select|insert|update|delete|with)/i.test(text)) return args
  let name = names.get(text)
  if (name === undefined) {
    name = createHash('sha256').update(text).digest('hex').slice(0, 20)
    names.set(text, name)
  }
  if (isObject) return [{ ...config, name }, ...rest]
  const [values] = rest
  return Array.isArray(values) ? [{ text, values, name }, ...rest.slice(1)] : args
}
