import { describe, expect, test } from 'vitest'
import { readPhone } from './controls'
import { MOBILE } from './stories'
import { play } from './testing'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

async function verified() {
  const player = await play()
  const { body } = await player.add()
  await player.post(`/${body.id}/request_code`, { code_method: 'SMS', language: 'vi' })
  await player.post(`/${body.id}/verify_code`, { code: await player.newestCode() })
  return { player, id: String(body.id) }
}

const pin = { messaging_product: 'whatsapp', pin: '739154' }

describe('a number moves', () => {
  test('from the provider to the destination, in five calls with one effect each', async () => {
    const player = await play()
    const { sourceId, destinationId } = await player.world()
    expect(await player.post(`/${destinationId}/subscribed_apps`)).toMatchObject({
      status: 200,
      body: { success: true },
    })

    const added = await player.add()
    expect(added).toMatchObject({ status: 200, body: { id: expect.stringMatching(/^\d{15}$/) } })
    const { id } = added.body
    const fields = 'status,code_verification_status,platform_type,is_pin_enabled,quality_rating'
    expect((await player.get(`/${id}?fields=${fields}`)).body).toMatchObject({
      status: 'UNVERIFIED',
      code_verification_status: 'NOT_VERIFIED',
      platform_type: 'NOT_APPLICABLE',
    })
    const before = (await player.get(`/${sourceId}/phone_numbers?fields=status,display_phone_number`)).body.data[0]
    expect(before).toMatchObject({ status: 'CONNECTED', display_phone_number: MOBILE.display })
    expect(before.id).not.toBe(id)

    await player.post(`/${id}/request_code`, { code_method: 'SMS', language: 'vi' })
    const [message] = await readPhone(player.store, player.worldId, MOBILE.digits, player.clock.now)
    expect(message?.text).toMatch(/^Mã WhatsApp \d{3}-\d{3}$/)
    const code = message?.text.replaceAll(/\D/g, '')
    expect((await player.post(`/${id}/verify_code`, { code })).body).toEqual({ success: true })
    expect((await player.post(`/${id}/register`, pin)).body).toEqual({ success: true })

    expect((await player.get(`/${id}?fields=${fields}`)).body).toMatchObject({
      status: 'CONNECTED',
      code_verification_status: 'VERIFIED',
      platform_type: 'CLOUD_API',
      is_pin_enabled: true,
      quality_rating: 'GREEN',
    })
    expect((await player.get(`/${before.id}?fields=status`)).body.status).toBe('MIGRATED')
    const templates = (await player.get(`/${destinationId}/message_templates?fields=status,quality_score`)).body.data
    expect(templates).toHaveLength(9)
    expect(new Set(templates.map((each: { status: string }) => each.status))).toEqual(new Set(['APPROVED']))

    const effects = (await player.ledger()).flatMap(({ effect }) => effect ?? [])
    expect(effects).toEqual(['app_subscribed', 'number_added', 'code_sent', 'number_verified', 'number_registered'])
  })

  test('with its name and limits, but without its profile', async () => {
    const { player, id } = await verified()
    await player.post(`/${id}/register`, pin)
    const { body } = await player.get(`/${id}?fields=verified_name,whatsapp_business_manager_messaging_limit`)
    expect(body).toMatchObject({ verified_name: 'Cửa hàng Lan', whatsapp_business_manager_messaging_limit: 'TIER_2K' })
    const empty = { messaging_product: 'whatsapp', vertical: 'UNDEFINED' }
    expect((await player.get(`/${id}/whatsapp_business_profile`)).body).toEqual({ data: [empty] })
  })

  test('after which the source number may be gone altogether', async () => {
    const { player, id } = await verified()
    await player.change((world) => {
      world.rules.sourceAfterMove = 'gone'
    })
    await player.post(`/${id}/register`, pin)
    const { sourceId } = await player.world()
    const { body } = await player.get(`/${sourceId}/phone_numbers?fields=display_phone_number`)
    expect(body.data.map((each: { display_phone_number: string }) => each.display_phone_number)).not.toContain(
      MOBILE.display,
    )
  })
})

describe('adding', () => {
  test('twice is refused, because it is in the list', async () => {
    const player = await play()
    await player.add()
    expect((await player.add()).body.error).toMatchObject({ code: 100, error_subcode: 2388012 })
  })

  test('understands the whole number in phone_number as well', async () => {
    const player = await play()
    const { destinationId } = await player.world()
    const told = await player.post(`/${destinationId}/phone_numbers`, {
      cc: '84',
      phone_number: MOBILE.digits,
      migrate_phone_number: true,
    })
    expect(told.status).toBe(200)
  })

  test.each([
    ['add_2388001', 2388001],
    ['add_2388103', 2388103],
  ] as const)('notices two-step verification at once: %s', async (twoStepRefusal, subcode) => {
    const player = await play('old_pin_on')
    await player.change((world) => {
      world.rules.twoStepRefusal = twoStepRefusal
    })
    expect((await player.add()).body.error).toMatchObject({ code: 100, error_subcode: subcode })
  })

  test('or lets it pass until the number is registered', async () => {
    const { player, id } = await verified()
    await player.change((world) => {
      for (const number of world.numbers) if (number.accountId === world.sourceId) number.isPinEnabled = true
    })
    expect((await player.post(`/${id}/register`, pin)).body.error.code).toBe(133005)
    expect((await player.get(`/${id}?fields=status`)).body.status).toBe('UNVERIFIED')
  })

  test.each([
    ['webhooks', (id: string) => ({ id, apps: [] }), 'Cannot migrate phone number.'],
    [
      'payment',
      (id: string) => ({ id, primaryFundingId: null }),
      'Your WhatsApp account does not have a payment account.',
    ],
    ['review', (id: string) => ({ id, reviewStatus: 'PENDING' }), 'Your WhatsApp account must be approved'],
  ])('wants %s on the destination', async (_what, patch, title) => {
    const player = await play()
    await player.change((world) => {
      const [destination] = world.accounts
      if (destination !== undefined) Object.assign(destination, patch(destination.id))
    })
    expect((await player.add()).body.error).toMatchObject({ error_subcode: 2388103, error_user_title: title })
  })

  test.each([
    ['84903555012', 'There was an error migrating this phone number.'],
    ['84938200415', 'Please add this phone number in your WhatsApp account'],
    ['84977610238', 'Registered name should be present and approved.'],
    ['84999999999', 'Please add this phone number in your WhatsApp account'],
  ])('leaves %s where it is', async (digits, title) => {
    const player = await play()
    expect((await player.add(digits)).body.error).toMatchObject({ error_subcode: 2388103, error_user_title: title })
  })
})

describe('the code', () => {
  test('counts when it is the newest, for ten minutes, once', async () => {
    const player = await play()
    const { id } = (await player.add()).body
    const ask = () => player.post(`/${id}/request_code`, { code_method: 'SMS', language: 'en_US' })
    const type = async (code: string) => (await player.post(`/${id}/verify_code`, { code })).body

    await ask()
    const first = await player.newestCode()
    await ask()
    expect((await type(first)).error.code).toBe(136025)
    const second = await player.newestCode()
    player.clock.advance(10 * MINUTE + 1)
    expect((await type(second)).error.code).toBe(136025)
    await ask()
    expect(await type(await player.newestCode())).toEqual({ success: true })
    expect((await type(await player.newestCode())).error.code).toBe(136025)
    expect((await ask()).body.error).toMatchObject({ code: 136024 })
  })

  test('has six digits and knows the ways and languages of Meta', async () => {
    const player = await play()
    const { id } = (await player.add()).body
    const ask = async (body: object) => (await player.post(`/${id}/request_code`, body)).body.error?.message
    expect(await ask({ code_method: 'Voice', language: 'vi' })).toContain('code_method')
    expect(await ask({ code_method: 'SMS', language: 'vi_VN' })).toContain('language')
    expect(await ask({ code_method: 'VOICE', language: 'vi' })).toBeUndefined()
    expect((await player.post(`/${id}/verify_code`, { code: '12-345' })).body.error.code).toBe(100)
  })

  test('is not sent to a number that nobody moves', async () => {
    const player = await play()
    const { numbers } = await player.world()
    const told = await player.post(`/${numbers[0]?.id}/request_code`, { code_method: 'SMS', language: 'vi' })
    expect(told.body.error).toMatchObject({ code: 100, error_subcode: 2388091 })
  })
})

describe('registering', () => {
  test('needs a verification that is not older than fourteen days', async () => {
    const { player, id } = await verified()
    player.clock.advance(14 * DAY + 1)
    expect((await player.get(`/${id}`)).body.code_verification_status).toBe('EXPIRED')
    expect((await player.post(`/${id}/register`, pin)).body.error.code).toBe(133006)
  })

  test('is locked for three days after the tenth call in three days', async () => {
    const { player, id } = await verified()
    const bad = { messaging_product: 'whatsapp', pin: '12' }
    for (let call = 0; call < 10; call += 1) {
      expect((await player.post(`/${id}/register`, bad)).body.error.error_subcode).toBe(2388092)
    }
    expect((await player.post(`/${id}/register`, pin)).body.error.code).toBe(133016)
    player.clock.advance(3 * DAY - 1)
    expect((await player.post(`/${id}/register`, pin)).body.error.code).toBe(133016)
    player.clock.advance(1)
    expect((await player.post(`/${id}/register`, pin)).body).toEqual({ success: true })
  })

  test('again says that it is registered, and changes nothing', async () => {
    const { player, id } = await verified()
    await player.post(`/${id}/register`, pin)
    const again = await player.post(`/${id}/register`, pin)
    expect(again).toMatchObject({ status: 422, body: { error: { code: 100 } } })
    expect((await player.get(`/${id}?fields=status`)).body.status).toBe('CONNECTED')
  })

  test('keeps the PIN nowhere, and the ledger masks it', async () => {
    const { player, id } = await verified()
    const code = await player.newestCode()
    await player.post(`/${id}/register`, pin)
    const { messages: _messages, codes: _codes, ...rest } = await player.world()
    expect(JSON.stringify(rest)).not.toContain(pin.pin)
    expect(JSON.stringify(rest)).not.toContain(code)
    expect((await player.ledger()).at(-1)?.body).toEqual({ messaging_product: 'whatsapp', pin: '******' })
  })
})
