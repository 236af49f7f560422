import { expect, test } from 'vitest'
import { testContext } from '@/lib/testing/database'
import { readPhone } from './controls'
import { databaseStore } from './database-store'
import { createSandbox } from './server'
import { MOBILE } from './stories'
import { play } from './testing'
import { practiceToken } from './token'

const { ctx, pool } = await testContext()

test('a restart in the middle of a move changes nothing', async () => {
  const before = await play('everything_works', { store: databaseStore(ctx.db, ctx.now), worldId: 'restart' })
  const { id } = (await before.add()).body
  await before.post(`/${id}/request_code`, { code_method: 'SMS', language: 'en_US' })

  const store = databaseStore(ctx.db, ctx.now)
  const after = createSandbox({ store, worldId: 'restart', now: before.clock.now })
  const [message] = await readPhone(store, 'restart', MOBILE.digits, before.clock.now)
  const response = await after.fetch(
    new Request(`https://graph.facebook.com/v25.0/${id}/verify_code`, {
      method: 'POST',
      headers: { authorization: `Bearer ${practiceToken('restart')}`, 'content-type': 'application/json' },
      body: JSON.stringify({ code: message?.code }),
    }),
  )
  expect(await response.json()).toEqual({ success: true })
})

test('requests to one world follow each other: one of twenty adds it, and none is lost', async () => {
  const player = await play('everything_works', { store: databaseStore(ctx.db, ctx.now), worldId: 'crowd' })
  const told = await Promise.all(Array.from({ length: 20 }, () => player.add()))
  expect(told.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(await player.ledger()).toHaveLength(20)
})

test('neither a PIN nor a typed code reaches the table', async () => {
  const player = await play('everything_works', { store: databaseStore(ctx.db, ctx.now), worldId: 'quiet' })
  const { id } = (await player.add()).body
  await player.post(`/${id}/verify_code`, { code: '424242' })
  await player.post(`/${id}/register`, { messaging_product: 'whatsapp', pin: '739154' })
  const { rows } = await pool.query("select state::text as state from sandbox_worlds where id = 'quiet'")
  expect(rows[0].state).not.toMatch(/424242|739154/)
})

test('a removed world is gone', async () => {
  const player = await play('everything_works', { store: databaseStore(ctx.db, ctx.now), worldId: 'gone' })
  await player.store.remove('gone')
  expect((await player.get('/me')).status).toBe(401)
})
