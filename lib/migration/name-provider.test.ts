import { and, eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { createPractice } from '@/lib/connections/create-practice'
import type { Actor, Context } from '@/lib/context'
import { newId } from '@/lib/db/ids'
import { checks, customerMembers, customers, events, users } from '@/lib/db/schema'
import { testContext } from '@/lib/testing/database'
import { choose } from './choose'
import { startMigration } from './start'
import type { MigrationView } from './view'

let ctx: Context
const customerId = newId()

beforeAll(async () => {
  const test = await testContext()
  await test.ctx.db.insert(customers).values({ id: customerId, name: 'Cửa hàng Lan', createdAt: test.ctx.now() })
  ctx = { ...test.ctx, actor: await person(test.ctx, 'Lan', 'owner') }
})

async function person(at: Context, name: string, role: 'owner' | 'viewer'): Promise<Actor> {
  const userId = newId()
  const createdAt = at.now()
  await at.db.insert(users).values({ id: userId, email: `${userId}@shop.vn`, name, passwordHash: '-', role, createdAt })
  await at.db.insert(customerMembers).values({ customerId, userId })
  return { kind: 'user', userId, name, role }
}

async function ready(): Promise<MigrationView> {
  const connection = await createPractice(ctx, { kind: 'practice', story: 'everything_works' }, newId())
  const draft = await startMigration(ctx, { connectionId: connection.id }, newId())
  return choose(ctx, draft.id, { version: draft.version, phoneNumber: '+84912345678' })
}

const namedIn = (id: string) =>
  ctx.db
    .select({ by: events.actorName, data: events.data })
    .from(events)
    .where(and(eq(events.migrationId, id), eq(events.kind, 'provider_named')))
    .orderBy(events.seq)

const readAt = (id: string) => ctx.db.select({ at: checks.readAt }).from(checks).where(eq(checks.migrationId, id))

describe('nameProvider', () => {
  it('keeps the answer and writes it down, asks Meta nothing, and leaves what is ready ready', async () => {
    const view = await ready()
    const before = await readAt(view.id)
    const named = await choose(ctx, view.id, { version: view.version, provider: '360dialog' })
    expect(named).toMatchObject({ provider: '360dialog', status: 'ready', version: view.version + 1 })
    const changed = await choose(ctx, view.id, { version: named.version, provider: 'unknown' })
    const same = await choose(ctx, view.id, { version: changed.version, provider: 'unknown' })
    expect(same.version).toBe(changed.version)
    expect((await choose(ctx, view.id, { version: same.version, provider: null })).provider).toBeNull()
    expect(await namedIn(view.id)).toEqual(
      ['360dialog', 'unknown', null].map((provider) => ({ by: 'Lan', data: { provider } })),
    )
    expect(await readAt(view.id)).toEqual(before)
  })

  it('refuses who may not move, a press on old sight, a name that is not in the list, and a second answer beside it', async () => {
    const { id, version } = await ready()
    const viewer = { ...ctx, actor: await person(ctx, 'Minh', 'viewer') }
    const answer = { version, provider: 'twilio' }
    await expect(choose(viewer, id, answer)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(choose(ctx, id, { ...answer, version: version - 1 })).rejects.toMatchObject({
      code: 'migration_changed',
    })
    await expect(choose(ctx, id, { ...answer, provider: 'nobody' })).rejects.toThrow()
    await expect(choose(ctx, id, { ...answer, phoneNumber: '+84912345678' })).rejects.toThrow()
    expect(await namedIn(id)).toEqual([])
  })
})
