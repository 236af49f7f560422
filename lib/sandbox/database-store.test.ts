import { expect, test } from 'vitest'
import { sandboxWorlds } from '@/lib/db/schema'
import { testContext } from '@/lib/testing/database'
import { readPhone } from './controls'
import { databaseStore } from './database-store'
import { createSandbox } from './server'
import { MOBILE } from './stories'
import { play } from './testing'
import { practiceToken } from './token'
import { newWorld } from './world'

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

test('a world that an earlier version stored is read and goes on', async () => {
  const store = databaseStore(ctx.db, ctx.now)
  const {
    sent: _sent,
    inbound: _inbound,
    templateFailures: _failures,
    ...world
  } = newWorld({
    story: 'everything_works',
    seed: 'earlier',
  })
  const {
    failedTemplates: _map,
    createdTemplates: _pending,
    profileShape: _flat,
    deliveryMs: _soon,
    ...rules
  } = world.rules
  const { callback: _nowhere, ...app } = world.app
  const numbers = world.numbers.map(({ overrideCallbackUri: _none, ...number }) => number)
  const templates = world.templates.map(({ components: _components, parameterFormat: _format, ...template }) => ({
    ...template,
    body: 'Xin chào {{1}}, cảm ơn bạn.',
  }))
  const until = ctx.now().getTime() + 60_000
  const veil = { until, numbers, templates, apps: [] }
  const state = { ...world, app, numbers, rules, templates, veil }
  await ctx.db.insert(sandboxWorlds).values({ id: 'earlier', state, version: 7, updatedAt: ctx.now() })

  const sandbox = createSandbox({ store, worldId: 'earlier', now: ctx.now })
  const send = async (method: string, path: string, body?: object) => {
    const response = await sandbox.fetch(
      new Request(`https://graph.facebook.com/v25.0${path}`, {
        method,
        headers: { authorization: `Bearer ${practiceToken('earlier')}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    )
    return response.json()
  }
  const { sourceId, destinationId } = world
  const list = await send('GET', `/${sourceId}/message_templates?fields=components,parameter_format&limit=1`)
  expect(list.data[0]).toMatchObject({
    parameter_format: 'POSITIONAL',
    components: [{ type: 'BODY', text: 'Xin chào {{1}}, cảm ơn bạn.', example: { body_text: [['Lan']] } }],
  })
  const copied = await send('POST', `/${destinationId}/migrate_message_templates`, { source_waba_id: sourceId })
  expect(copied.migrated_templates.length).toBeGreaterThan(0)
  const written = await store.read('earlier')
  expect(written).toMatchObject({
    app: { callback: null },
    sent: [],
    inbound: [],
    rules: { failedTemplates: 'map', sourceAfterMove: 'MIGRATED' },
  })
  expect(JSON.stringify(written?.templates)).not.toContain('"body":')
})
