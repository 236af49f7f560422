import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Context } from '@/lib/context'
import { testContext } from '@/lib/testing/database'
import { TEST_KEY } from '@/lib/testing/key'
import { newId, newReference } from './ids'
import { customers, events } from './schema'
import { withTransaction } from './transaction'
import { upgrade, WrongKeyError } from './upgrade'

let ctx: Context
let databaseUrl: string

beforeAll(async () => {
  ;({ ctx, databaseUrl } = await testContext())
})

async function addCustomer(context: Context, name: string): Promise<string> {
  const id = newId()
  await context.db.insert(customers).values({ id, name, createdAt: context.now() })
  return id
}

const find = (id: string) => ctx.db.select().from(customers).where(eq(customers.id, id))

describe('withTransaction', () => {
  it('keeps nothing when a joined inner part throws', async () => {
    let outer = ''
    const run = withTransaction(ctx, async (tx) => {
      outer = await addCustomer(tx, 'outer')
      await withTransaction(tx, async (inner) => {
        await addCustomer(inner, 'inner')
        throw new Error('stop')
      })
    })
    await expect(run).rejects.toThrow('stop')
    expect(await find(outer)).toEqual([])
  })

  it('keeps everything when it returns', async () => {
    const id = await withTransaction(ctx, (tx) => addCustomer(tx, 'kept'))
    expect(await find(id)).toMatchObject([{ name: 'kept' }])
  })
})

describe('events', () => {
  it('takes rows and refuses every change of them', async () => {
    const customerId = await addCustomer(ctx, 'journal')
    await ctx.db.insert(events).values({
      customerId,
      seq: 1,
      kind: 'migration_started',
      actorId: 'system',
      actorName: 'system',
      data: {},
      at: ctx.now(),
      prevHash: '',
      hash: 'x',
    })
    const refusal = { cause: { message: expect.stringContaining('append-only') } }
    await expect(ctx.db.update(events).set({ kind: 'checks_read' })).rejects.toMatchObject(refusal)
    await expect(ctx.db.delete(events)).rejects.toMatchObject(refusal)
    await expect(ctx.db.execute('truncate events')).rejects.toMatchObject(refusal)
    expect(await ctx.db.select().from(events)).toHaveLength(1)
  })
})

describe('upgrade', () => {
  const key = Buffer.from(TEST_KEY, 'base64')

  it('does nothing on a database that is up to date, also when six start at once', async () => {
    await Promise.all(Array.from({ length: 6 }, () => upgrade(databaseUrl, key)))
  })

  it('refuses a key that is not the one the database was made with', async () => {
    await expect(upgrade(databaseUrl, Buffer.alloc(32, 7))).rejects.toBeInstanceOf(WrongKeyError)
  })
})

describe('ids', () => {
  it('makes ids of 128 bits and references people can read out', () => {
    expect(newId()).toMatch(/^[0-9a-f]{32}$/)
    expect(newId()).not.toBe(newId())
    for (let i = 0; i < 200; i += 1) expect(newReference()).toMatch(/^MV-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{2}$/)
  })
})
