import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { memoryStore } from './store'
import { play } from './testing'
import { practiceToken } from './token'

describe('tokens', () => {
  test('of another world are as unknown as made-up ones', async () => {
    const store = memoryStore()
    const one = await play('everything_works', { store, worldId: 'one' })
    await play('everything_works', { store, worldId: 'two' })
    const foreign = await one.get('/me', practiceToken('two'))
    const madeUp = await one.get('/me', 'EAAGmadeup0000000000')
    expect(foreign).toMatchObject({ status: 401, body: { error: { code: 190 } } })
    expect(foreign.body.error.message).toBe(madeUp.body.error.message)
    expect((await one.get('/me')).status).toBe(200)
  })

  test('are needed', async () => {
    const player = await play()
    expect((await player.get('/me', null)).body.error.code).toBe(104)
  })

  test('of a world that was removed are unknown', async () => {
    const player = await play()
    await player.store.remove(player.worldId)
    expect((await player.get('/me')).body.error.code).toBe(190)
  })

  test('end: by themselves, or because somebody ends them', async () => {
    const player = await play()
    await player.change((world) => {
      for (const token of world.tokens) token.expiresAt = player.clock.now().getTime() + 1000
    })
    expect((await player.get('/me')).status).toBe(200)
    player.clock.advance(1000)
    expect((await player.get('/me')).body.error).toMatchObject({ code: 190, error_subcode: 463 })
  })

  test('need their scopes, call by call', async () => {
    const player = await play()
    await player.change((world) => {
      for (const token of world.tokens) token.scopes = ['whatsapp_business_management']
    })
    const { destinationId, businesses } = await player.world()
    const { id } = (await player.add()).body
    expect((await player.get(`/${destinationId}`)).status).toBe(200)
    expect((await player.get(`/${businesses[0]?.id}`)).body.error.code).toBe(10)
    const told = await player.post(`/${id}/register`, { messaging_product: 'whatsapp', pin: '739154' })
    expect(told.body.error).toMatchObject({ code: 200, error_subcode: 1349176 })
  })

  test('are proved when the world wants it', async () => {
    const player = await play()
    const secret = 'a'.repeat(32)
    await player.change((world) => {
      world.app.secret = secret
      world.rules.requireProof = true
    })
    const proof = createHmac('sha256', secret).update(practiceToken(player.worldId)).digest('hex')
    expect((await player.get('/me')).body.error.message).toContain('appsecret_proof')
    expect((await player.get(`/me?appsecret_proof=${'0'.repeat(64)}`)).body.error.message).toContain('Invalid')
    expect((await player.get(`/me?appsecret_proof=${proof}`)).status).toBe(200)
  })
})

describe('what a token cannot see', () => {
  test('is missing, or refused', async () => {
    const player = await play()
    const { sourceId, numbers } = await player.world()
    const hide = (access: 'hidden' | 'refused') =>
      player.change((world) => {
        for (const account of world.accounts) if (account.id === sourceId) account.access = access
      })
    await hide('hidden')
    expect((await player.get(`/${sourceId}`)).body.error).toMatchObject({ code: 100, error_subcode: 33 })
    expect((await player.get(`/${numbers[0]?.id}`)).body.error).toMatchObject({ code: 100, error_subcode: 33 })
    await hide('refused')
    const refused = await player.get(`/${sourceId}/phone_numbers`)
    expect(refused).toMatchObject({ status: 403, body: { error: { code: 200, error_subcode: 1349174 } } })
    // Nothing on the source side stops the move because it cannot be read.
    expect((await player.add()).status).toBe(200)
  })

  test('and what does not exist look alike', async () => {
    const player = await play()
    expect((await player.get('/123456789012345')).body.error).toMatchObject({ code: 100, error_subcode: 33 })
    expect((await player.post('/123456789012345/deregister')).body.error.code).toBe(100)
  })
})

describe('calls per hour', () => {
  test('are counted for the destination, and the answer says how long to wait', async () => {
    const player = await play()
    await player.change((world) => {
      world.rules.callsPerHour = 3
    })
    const { destinationId } = await player.world()
    for (let call = 0; call < 3; call += 1) expect((await player.get(`/${destinationId}`)).status).toBe(200)
    const told = await player.get(`/${destinationId}`)
    expect(told.body.error).toMatchObject({ code: 80008, error_subcode: 2446079, is_transient: true })
    const usage = JSON.parse(told.headers.get('x-business-use-case-usage') ?? '')
    expect(usage[destinationId][0]).toMatchObject({ call_count: 100, estimated_time_to_regain_access: 60 })
    player.clock.advance(60 * 60_000)
    expect((await player.get(`/${destinationId}`)).status).toBe(200)
  })
})
