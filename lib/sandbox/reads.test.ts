import { describe, expect, test } from 'vitest'
import { parseFields } from './fields'
import { play } from './testing'
import { practiceToken } from './token'

describe('fields', () => {
  test('expand with limits and fields of their own', () => {
    expect(parseFields('name,phone_numbers.limit(5){id,throughput{level}},status')).toEqual([
      { name: 'name', limit: null, fields: null },
      {
        name: 'phone_numbers',
        limit: 5,
        fields: [
          { name: 'id', limit: null, fields: null },
          { name: 'throughput', limit: null, fields: [{ name: 'level', limit: null, fields: null }] },
        ],
      },
      { name: 'status', limit: null, fields: null },
    ])
  })

  test('that nobody has fail the whole read', async () => {
    const player = await play()
    const { destinationId, numbers } = await player.world()
    expect((await player.get(`/${destinationId}?fields=name,nonsense`)).body.error).toMatchObject({
      code: 100,
      message: '(#100) Tried accessing nonexisting field (nonsense) on node type (WhatsAppBusinessAccount)',
    })
    await player.change((world) => {
      world.rules.unknownFields = ['name_status']
    })
    const told = await player.get(`/${numbers[0]?.id}?fields=status,name_status`)
    expect(told.body.error.message).toContain('(name_status) on node type (WhatsAppBusinessPhoneNumber)')
  })

  test('have defaults as Meta has', async () => {
    const player = await play()
    const { destinationId, numbers } = await player.world()
    const account = await player.get(`/${destinationId}`)
    expect(Object.keys(account.body)).toEqual(['name', 'timezone_id', 'message_template_namespace', 'id'])
    expect((await player.get(`/${numbers[0]?.id}`)).body).not.toHaveProperty('status')
  })
})

describe('lists', () => {
  test('go page by page, and the next address carries the token', async () => {
    const player = await play()
    const { sourceId } = await player.world()
    const first = await player.get(`/${sourceId}/message_templates?fields=name&limit=20`)
    expect(first.body.data).toHaveLength(20)
    expect(first.body.paging.next).toContain(`access_token=${practiceToken(player.worldId)}`)
    const url = new URL(first.body.paging.next)
    const rest = await player.get(url.pathname.replace('/v25.0', '') + url.search, null)
    expect(rest.body.data.length).toBeGreaterThan(0)
    expect(rest.body.paging).not.toHaveProperty('next')
    expect((await player.get(`/${sourceId}/message_templates?after=xyz`)).body.error.code).toBe(131059)
  })

  test('hold every kind of template, and the reasons why a number stays', async () => {
    const player = await play()
    const { sourceId } = await player.world()
    const { data } = (await player.get(`/${sourceId}/message_templates?fields=status,quality_score&limit=100`)).body
    const kinds = new Set(
      data.map(
        (each: { status: string; quality_score: { score: string } }) => `${each.status} ${each.quality_score.score}`,
      ),
    )
    expect([...kinds].toSorted()).toEqual([
      'APPROVED GREEN',
      'APPROVED RED',
      'APPROVED UNKNOWN',
      'APPROVED YELLOW',
      'DISABLED UNKNOWN',
      'PAUSED UNKNOWN',
      'PENDING UNKNOWN',
      'REJECTED UNKNOWN',
    ])
    const fields = 'account_mode,is_on_biz_app,status,new_name_status'
    const numbers = (await player.get(`/${sourceId}/phone_numbers?fields=${fields}`)).body.data
    expect(numbers).toHaveLength(5)
    expect(numbers[1].account_mode).toBe('SANDBOX')
    expect(numbers[2].is_on_biz_app).toBe(true)
    expect(numbers[3].status).toBe('DISCONNECTED')
    expect(numbers[4].new_name_status).toBe('PENDING_REVIEW')
  })
})

describe('the token looked at', () => {
  test('names its scopes and what they reach', async () => {
    const player = await play()
    const { destinationId, sourceId, businesses } = await player.world()
    const { data } = (await player.get(`/debug_token?input_token=${practiceToken(player.worldId)}`)).body
    expect(data).toMatchObject({ type: 'SYSTEM_USER', is_valid: true, expires_at: 0 })
    expect(data.granular_scopes).toContainEqual({
      scope: 'whatsapp_business_management',
      target_ids: [destinationId, sourceId],
    })
    const owned = await player.get(`/${businesses[0]?.id}/owned_whatsapp_business_accounts?fields=id,name`)
    expect(owned.body.data).toHaveLength(2)
  })
})

describe('batch', () => {
  test('answers each read on its own, as strings, and refuses writes', async () => {
    const player = await play()
    const { destinationId, sourceId } = await player.world()
    const batch = [
      { method: 'GET', relative_url: `${destinationId}?fields=name` },
      { method: 'GET', relative_url: '123456789012345' },
      { method: 'POST', relative_url: `${destinationId}/subscribed_apps` },
      { method: 'GET', relative_url: `${sourceId}/phone_numbers?fields=id&limit=1` },
    ]
    const told = await player.post('/', { batch, include_headers: false })
    expect(told.body.map((item: { code: number }) => item.code)).toEqual([200, 400, 400, 200])
    expect(JSON.parse(told.body[0].body)).toEqual({ name: 'Cửa hàng Lan', id: destinationId })
    expect(JSON.parse(told.body[1].body).error.error_subcode).toBe(33)
    expect(told.body[0]).not.toHaveProperty('headers')
    expect((await player.ledger()).filter(({ inBatch }) => inBatch)).toHaveLength(3)
  })

  test('leaves an item without answer empty', async () => {
    const player = await play()
    const { destinationId } = await player.world()
    await player.change((world) => {
      world.faults.push({ id: 'f', call: 'read_account', times: 1, does: { kind: 'hang' } })
    })
    const batch = JSON.stringify([
      { method: 'GET', relative_url: `${destinationId}?fields=name` },
      { method: 'GET', relative_url: 'me' },
    ])
    const told = await player.post('/', { batch })
    expect(told.body[0]).toBeNull()
    expect(told.body[1].code).toBe(200)
  })
})

describe('versions', () => {
  test.each([
    ['/v19.0/me', 'v21.0'],
    ['/v26.0/me', 'v26.0'],
    ['/me', 'v25.0'],
  ])('%s is served by %s', async (path, version) => {
    const player = await play()
    const request = new Request(`https://graph.facebook.com${path}?access_token=${practiceToken(player.worldId)}`)
    expect((await player.fetch(request)).headers.get('facebook-api-version')).toBe(version)
  })
})

describe('forms', () => {
  test('are read like JSON', async () => {
    const player = await play()
    const { destinationId } = await player.world()
    const response = await player.fetch(
      new Request(`https://graph.facebook.com/v25.0/${destinationId}/phone_numbers`, {
        method: 'POST',
        body: new URLSearchParams({
          cc: '84',
          phone_number: '912345678',
          migrate_phone_number: 'true',
          access_token: practiceToken(player.worldId),
        }),
      }),
    )
    expect(response.status).toBe(200)
    expect((await player.ledger())[0]?.body).toEqual({
      cc: '84',
      phone_number: '912345678',
      migrate_phone_number: 'true',
    })
  })
})
