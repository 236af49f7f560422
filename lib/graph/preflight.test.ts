import { describe, expect, it } from 'vitest'
import { preflightCalls } from '@/lib/checks/checks-page'
import { answer, batchAnswer, graphError, storyClient, TOKEN } from './testing'

const SOURCE = '102290129340398'
const DESTINATION = '104996122399160'
const PHONE = '106540352242922'
const input = { sourceWabaId: SOURCE, destinationWabaId: DESTINATION, sourcePhoneNumberId: PHONE }

const account = (id: string, more = {}) => ({ id, name: `Account ${id}`, timezone_id: '43', currency: 'USD', ...more })
const critical = {
  id: PHONE,
  display_phone_number: '+55 21 9876-5432',
  status: 'CONNECTED',
  platform_type: 'CLOUD_API',
}
const optional = { id: PHONE, display_phone_number: '+55 21 9876-5432', is_pin_enabled: true, name_status: 'APPROVED' }
const health = {
  health_status: {
    can_send_message: 'BLOCKED',
    entities: [{ entity_type: 'WABA', id: DESTINATION, can_send_message: 'BLOCKED', errors: [{ error_code: 141006 }] }],
  },
}
const refusedField = (field: string) => ({
  code: 400,
  body: JSON.stringify({
    error: { code: 100, message: `(#100) Tried accessing nonexisting field (${field}) on node type (X)` },
  }),
})

const fieldsIn = (relativeUrl: string) => new URL(relativeUrl, 'https://x').searchParams.get('fields')?.split(',') ?? []

/** Everything answers well; a test replaces what it is about. */
const world = (changes: Record<string, unknown> = {}) => ({
  'v25.0/debug_token': { data: { is_valid: true, scopes: ['whatsapp_business_management'] } },
  [`v25.0/${DESTINATION}/phone_numbers`]: { data: [] },
  [`v25.0/${DESTINATION}/message_templates`]: { data: [{ id: '1', name: 'a', language: 'vi', status: 'APPROVED' }] },
  [`v25.0/${DESTINATION}/subscribed_apps`]: {
    data: [{ whatsapp_business_api_data: { id: '670843887433847', name: 'App' } }],
  },
  [`v25.0/${DESTINATION}?fields=health_status`]: health,
  [`v25.0/${DESTINATION}`]: account(DESTINATION, {
    primary_funding_id: '77',
    business_verification_status: 'verified',
  }),
  [`v25.0/${SOURCE}/phone_numbers`]: (url: string) => ({
    code: 200,
    body: JSON.stringify({ data: [fieldsIn(url).includes('status') ? critical : optional] }),
  }),
  [`v25.0/${SOURCE}/message_templates`]: { data: [] },
  [`v25.0/${SOURCE}?fields=health_status`]: { health_status: null },
  [`v25.0/${SOURCE}`]: account(SOURCE, { owner_business_info: { id: '2729063490586005', name: 'Wind & Wool' } }),
  [`v25.0/${PHONE}?fields=health_status`]: { health_status: { can_send_message: 'AVAILABLE', entities: [] } },
  [`v25.0/${PHONE}`]: (url: string) => ({
    code: 200,
    body: JSON.stringify(fieldsIn(url).includes('status') ? critical : optional),
  }),
  ...changes,
})

describe('preflight', () => {
  it('reads everything about one number in one round trip', async () => {
    const { client, calls } = storyClient([batchAnswer(world()), batchAnswer(world())])
    const facts = await client.preflight(input)
    expect(facts).toMatchObject({
      token: { ok: true, value: { isValid: true } },
      source: { ok: true, value: { ownerBusiness: { id: '2729063490586005' } } },
      sourceHealth: { ok: true, value: null },
      sourceNumbers: { ok: true, value: [{ digits: '552198765432', status: 'CONNECTED', isPinEnabled: true }] },
      sourceTemplates: { ok: true, value: [] },
      sourceNumber: {
        ok: true,
        value: {
          status: 'CONNECTED',
          isPinEnabled: true,
          nameStatus: 'APPROVED',
        },
      },
      destination: {
        ok: true,
        value: {
          primaryFundingId: '77',
          businessVerificationStatus: 'VERIFIED',
          timezoneId: '43',
        },
      },
      destinationHealth: { ok: true, value: { entities: [{ entityType: 'WABA', codes: [141006] }] } },
      destinationNumbers: { ok: true, value: [] },
      destinationTemplates: { ok: true, value: [{ name: 'a' }] },
      subscribedApps: { ok: true, value: [{ id: '670843887433847' }] },
    })
    const batch = { operation: 'batch', method: 'POST', path: '/', phase: 'answered' }
    expect(calls).toMatchObject([batch, batch])
    expect(JSON.stringify(calls)).not.toContain(TOKEN)
  })

  it('sends reads only, without hosts, with the version', async () => {
    const { client, sent } = storyClient([batchAnswer(world()), batchAnswer(world())], { appSecret: 'secret' })
    await client.preflight(input)
    const [{ url, body } = { url: null, body: null }] = sent
    expect(url?.href).toBe('https://graph.facebook.com/v25.0/')
    expect(body).toMatchObject({ include_headers: false, appsecret_proof: expect.stringMatching(/^[0-9a-f]{64}$/) })
    // Safe because the line above proved it to be the batch's body.
    const { batch } = body as { batch: { method: string; relative_url: string }[] }
    expect(batch.length).toBeLessThanOrEqual(50)
    for (const item of batch) {
      expect(item.method).toBe('GET')
      expect(item.relative_url).toMatch(/^v25\.0\/(?:\d+|debug_token)/)
    }
  })

  it('leaves out what was not chosen yet', async () => {
    const { client } = storyClient([batchAnswer(world()), batchAnswer(world())])
    const facts = await client.preflight({ sourceWabaId: null, destinationWabaId: DESTINATION })
    expect(facts).toMatchObject({
      source: null,
      sourceNumbers: null,
      sourceTemplates: null,
      sourceNumber: null,
      sourceHealth: null,
    })
    expect(facts.destination.ok).toBe(true)
  })

  it('shows the destination when the source is not visible', async () => {
    const visible = Object.entries(world()).filter(([path]) => !path.includes(SOURCE) && !path.includes(PHONE))
    const seen = Object.fromEntries(visible)
    const { client } = storyClient([batchAnswer(seen), batchAnswer(seen)])
    const facts = await client.preflight(input)
    expect(facts.source).toMatchObject({ ok: false, failure: { code: 100, subcode: 33 } })
    expect(facts.sourceNumber).toMatchObject({ ok: false })
    expect(facts.destination.ok).toBe(true)
  })

  it('drops unknown fields of quick and slow parts in one second round trip', async () => {
    const without = (field: string, value: unknown) => (url: string) =>
      fieldsIn(url).includes(field) ? refusedField(field) : { code: 200, body: JSON.stringify(value) }
    const { client, sent } = storyClient(
      Array.from({ length: 3 }, () =>
        batchAnswer(
          world({
            [`v25.0/${DESTINATION}`]: without('account_review_status', account(DESTINATION)),
            [`v25.0/${PHONE}`]: without('is_on_biz_app', { ...critical, ...optional }),
            [`v25.0/${DESTINATION}?fields=health_status`]: () => refusedField('health_status'),
          }),
        ),
      ),
    )
    const facts = await client.preflight(input)
    expect(facts.destination).toMatchObject({ ok: true, value: { accountReviewStatus: null } })
    expect(facts.sourceNumber).toMatchObject({ ok: true, value: { isPinEnabled: true, isOnBizApp: null } })
    expect(sent).toHaveLength(3)
  })

  it('reads next pages of several lists together', async () => {
    const paged = (items: (page: number) => unknown) => (url: string) => {
      const isSecond = new URL(url, 'https://x').searchParams.get('after') === 'A'
      const paging = isSecond ? {} : { paging: { cursors: { after: 'A' }, next: 'https://evil.example' } }
      return { code: 200, body: JSON.stringify({ data: [items(isSecond ? 2 : 1)], ...paging }) }
    }
    const changes = {
      [`v25.0/${DESTINATION}/message_templates`]: paged((n) => ({ id: `${n}`, name: `t${n}`, language: 'vi' })),
      [`v25.0/${DESTINATION}/phone_numbers`]: paged((n) => ({ id: `10000${n}`, display_phone_number: `+84 ${n}` })),
    }
    const { client, sent } = storyClient(Array.from({ length: 3 }, () => batchAnswer(world(changes))))
    const facts = await client.preflight(input)
    expect(facts.destinationTemplates).toMatchObject({ value: [{ name: 't1' }, { name: 't2' }] })
    expect(facts.destinationNumbers).toMatchObject({ value: [{ digits: '841' }, { digits: '842' }] })
    expect(sent).toHaveLength(3)
  })

  it('reads alone what the batch had no time for, or could not answer just now', async () => {
    const hurried = batchAnswer(
      world({
        [`v25.0/${DESTINATION}/subscribed_apps`]: null,
        [`v25.0/${SOURCE}/message_templates`]: () => ({
          code: 500,
          body: JSON.stringify({ error: { code: 2, message: 'x', is_transient: true } }),
        }),
      }),
    )
    const { client, sent } = storyClient([
      hurried,
      hurried,
      (request) =>
        request.url.includes('subscribed_apps')
          ? answer({ data: [{ whatsapp_business_api_data: { id: '670843887433847' } }] })
          : answer({ data: [] }),
      answer({ data: [] }),
    ])
    const facts = await client.preflight(input)
    expect(
      sent
        .slice(2)
        .map(({ method, url }) => `${method} ${url.pathname}`)
        .sort(),
    ).toEqual([`GET /v25.0/${SOURCE}/message_templates`, `GET /v25.0/${DESTINATION}/subscribed_apps`].sort())
    expect(facts.subscribedApps.ok && facts.sourceTemplates?.ok).toBe(true)
  })

  it('gives every part the same failure when the batch itself is refused', async () => {
    const dead = () => graphError({ code: 190, error_subcode: 463 }, { status: 401 })
    const { client } = storyClient([dead, dead])
    const facts = await client.preflight(input)
    for (const part of Object.values(facts)) {
      expect(part).toMatchObject({ ok: false, failure: { kind: 'api', code: 190, subcode: 463 } })
    }
  })

  it.each([
    ['too few items', []],
    ['no list', {}],
  ])('trusts no batch with %s', async (_, body) => {
    const { client } = storyClient([answer(body), answer(body)])
    const facts = await client.preflight(input)
    expect(facts.destination).toMatchObject({ ok: false, failure: { kind: 'malformed' } })
  })

  it.each([
    ['is not JSON', { code: 200, body: '<html>' }],
    ['says success:false', { code: 200, body: '{"success":false}' }],
    ['has no body', { code: 200 }],
    ['is too large', { code: 200, body: `{"x":"${'x'.repeat(300_000)}"}` }],
  ])('trusts no item that %s', async (_, item) => {
    const answers = batchAnswer(world({ [`v25.0/${DESTINATION}/subscribed_apps`]: () => item }))
    const { client } = storyClient([
      answers,
      answers,
      answer('{"half'),
      answer('{"half'),
      answer('{"half'),
      answer('{"half'),
    ])
    const facts = await client.preflight(input)
    expect(facts.subscribedApps).toMatchObject({ ok: false, failure: { kind: 'malformed' } })
    expect(facts.destination.ok).toBe(true)
  })
})

describe('what one pre-flight costs', () => {
  const unreadable = (path: string) => path.includes(SOURCE) || path.includes(PHONE)
  const paged = (url: string) => {
    const isSecond = new URL(url, 'https://x').searchParams.get('after') === 'A'
    const paging = isSecond ? {} : { paging: { cursors: { after: 'A' }, next: 'https://x.example' } }
    return { code: 200, body: JSON.stringify({ data: [], ...paging }) }
  }
  const withoutStatus = (url: string) =>
    fieldsIn(url).includes('status')
      ? refusedField('status')
      : { code: 200, body: JSON.stringify(account(DESTINATION)) }
  const twoPages = { [`v25.0/${DESTINATION}/message_templates`]: paged }
  const unknownField = { [`v25.0/${DESTINATION}`]: withoutStatus }

  const visible = Object.fromEntries(Object.entries(world()).filter(([path]) => !unreadable(path)))

  it.each<[string, requests: number, calls: number, ofDestination: number, answers: Record<string, unknown>]>([
    ['everything readable', 2, preflightCalls(), preflightCalls('destination'), world()],
    ['the source unreadable', 2, 16, 6, visible],
    ['one unknown optional field', 3, 17, 7, world(unknownField)],
    ['two pages of templates', 3, 17, 7, world(twoPages)],
    ['an unknown field and two pages at once', 3, 18, 8, world({ ...unknownField, ...twoPages })],
  ])(
    '%s: %i requests, %i Graph calls, %i of them of the destination',
    async (_, requests, calls, ofDestination, answers) => {
      const { client, sent } = storyClient(Array.from({ length: requests }, () => batchAnswer(answers)))
      const facts = await client.preflight(input)
      expect(facts.destination.ok && facts.destinationTemplates.ok).toBe(true)
      expect(sent).toHaveLength(requests)
      // Safe because only batches were answered.
      const items = sent.flatMap(({ body }) => (body as { batch: { relative_url: string }[] }).batch)
      expect(items).toHaveLength(calls)
      expect(items.filter((item) => item.relative_url.includes(DESTINATION))).toHaveLength(ofDestination)
    },
  )

  it('tells what has arrived while the slow reads are still on their way', async () => {
    const told: string[][] = []
    const { promise: templates, resolve: release } = Promise.withResolvers<void>()
    const later = async (request: Request) => {
      const reply = await batchAnswer(world())(request)
      await templates
      return reply
    }
    const { client } = storyClient([batchAnswer(world()), later])
    const facts = client.preflight({
      ...input,
      onParts: (known) => {
        told.push(Object.keys(known))
        release()
      },
    })
    expect((await facts).destinationTemplates.ok).toBe(true)
    expect(told).toHaveLength(1)
    expect(told[0]).toContain('destination')
    expect(told[0]).not.toContain('destinationTemplates')
    expect(told[0]).not.toContain('destinationHealth')
  })
})

describe('waba', () => {
  it('reads an account in one round trip', async () => {
    const { client, sent } = storyClient([batchAnswer(world())])
    expect(await client.waba(DESTINATION)).toMatchObject({
      ok: true,
      value: { id: DESTINATION, primaryFundingId: '77' },
    })
    expect(sent).toHaveLength(1)
  })
})
