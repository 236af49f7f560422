import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { buildCustomer } from '@/lib/testing/api'
import { testContext } from '@/lib/testing/database'
import { customers } from './schema'
import { withSnapshot, withTransaction } from './transaction'

it('reads of one snapshot show one moment, whatever others commit meanwhile', async () => {
  const { ctx } = await testContext()
  const id = await buildCustomer(ctx)
  const nameIn = async (where: typeof ctx) =>
    (await where.db.select({ name: customers.name }).from(customers).where(eq(customers.id, id)))[0]?.name
  const before = await nameIn(ctx)

  const seen = await withSnapshot(ctx, async (snapshot) => {
    const first = await nameIn(snapshot)
    await withTransaction(ctx, (other) =>
      other.db.update(customers).set({ name: 'Another name' }).where(eq(customers.id, id)),
    )
    return [first, await nameIn(snapshot), await nameIn(ctx)]
  })

  expect(seen).toEqual([before, before, 'Another name'])
})
