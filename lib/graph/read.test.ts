import { describe, expect, it } from 'vitest'
import { answer, broken, graphError, type Scene, storyClient } from './testing'

const PHONE = '106540352242922'
const WABA = '102290129340398'

const nonexisting = (field: string) =>
  graphError({
    code: 100,
    message: `(#100) Tried accessing nonexisting field (${field}) on node type (WhatsAppBusinessPhoneNumber)`,
  })
const number = (id: string, more = {}) => ({
  id,
  display_phone_number: '+84 912 345 678',
  verified_name: 'Ann',
  ...more,
})
const page = (data: unknown[], cursors?: { after: string }, next?: string) =>
  answer({ data, ...(cursors ? { paging: { cursors, ...(next ? { next } : {}) } } : {}) })
const fieldsOf = (url: URL | undefined) => url?.searchParams.get('fields')?.split(',') ?? []

describe('answers', () => {
  it('turns a number into our casing, upper-cases words and leaves out what Meta does not tell', async () => {
    const { client } = storyClient([
      answer(
        number(PHONE, { status: 'connected', is_pin_enabled: false, platform_type: 'Cloud_Api', quality_rating: 7 }),
      ),
    ])
    expect(await client.phoneNumber(PHONE)).toEqual({
      ok: true,
      value: {
        id: PHONE,
        displayPhoneNumber: '+84 912 345 678',
        digits: '84912345678',
        verifiedName: 'Ann',
        status: 'CONNECTED',
        codeVerificationStatus: null,
        platformType: 'CLOUD_API',
        qualityRating: null,
        nameStatus: null,
        newNameStatus: null,
        isPinEnabled: false,
        accountMode: null,
        isOfficial: null,
        isOnBizApp: null,
        messagingLimit: null,
      },
    })
  })

  it('keeps a word it does not know as it is', async () => {
    const { client } = storyClient([answer(number(PHONE, { status: 'ON_THE_MOON' }))])
    expect(await client.phoneNumber(PHONE)).toMatchObject({ value: { status: 'ON_THE_MOON' } })
  })

  it('reads a token, of which 0 means that it never ends', async () => {
    const { client, sent } = storyClient([
      answer({
        data: {
          app_id: '634974688087057',
          type: 'SYSTEM_USER',
          application: 'Lucky Shrub',
          data_access_expires_at: 0,
          expires_at: 0,
          is_valid: true,
          issued_at: 1712099387,
          scopes: ['whatsapp_business_management', 'whatsapp_business_messaging'],
          granular_scopes: [{ scope: 'whatsapp_business_management' }],
          user_id: '104169029247128',
        },
      }),
      answer({ data: { is_valid: false, error: { code: 190, message: 'x', subcode: 463 } } }),
    ])
    expect(await client.debugToken()).toMatchObject({
      value: {
        appId: '634974688087057',
        type: 'SYSTEM_USER',
        isValid: true,
        expiresAt: null,
        scopes: ['whatsapp_business_management', 'whatsapp_business_messaging'],
        granularScopes: [{ scope: 'whatsapp_business_management', targetIds: null }],
      },
    })
    expect(sent[0]?.url.pathname).toBe('/v25.0/debug_token')
    expect(await client.debugToken()).toMatchObject({ value: { isValid: false, scopes: [], appId: null } })
  })

  it('reads templates, accounts and apps', async () => {
    const { client } = storyClient([
      page([
        {
          id: '1',
          name: 'a',
          language: 'vi',
          status: 'approved',
          category: 'utility',
          quality_score: { score: 'GREEN' },
        },
        { id: '2', name: 'b', language: 'en_US', status: 'PAUSED', category: 'MARKETING' },
      ]),
      page([{ id: WABA, name: 'Wind & Wool', timezone_id: '43' }]),
      page([{ whatsapp_business_api_data: { id: '670843887433847', name: 'Lucky Shrub', link: 'https://x' } }]),
    ])
    expect(await client.listTemplates(WABA)).toMatchObject({
      value: [
        { name: 'a', language: 'vi', status: 'APPROVED', category: 'UTILITY', quality: 'GREEN' },
        { name: 'b', language: 'en_US', status: 'PAUSED', category: 'MARKETING', quality: null },
      ],
    })
    expect(await client.ownedAccounts(WABA)).toEqual({ ok: true, value: [{ id: WABA, name: 'Wind & Wool' }] })
    expect(await client.subscribedApps(WABA)).toEqual({
      ok: true,
      value: [{ id: '670843887433847', name: 'Lucky Shrub', overrideCallbackUri: null }],
    })
  })

  it.each([
    ['an id that is a number', { ...number(PHONE), id: 106540352242922 }],
    ['success:false', { ...number(PHONE), success: false }],
    ['no number in it', { id: PHONE }],
  ])('refuses %s', async (_, body) => {
    const { client } = storyClient([answer(body)])
    expect(await client.phoneNumber(PHONE)).toMatchObject({ ok: false, failure: { kind: 'malformed' } })
  })
})

describe('fields that a node does not have', () => {
  it('drops the field Meta names, asks again, and remembers', async () => {
    const { client, sent } = storyClient([nonexisting('is_on_biz_app'), answer(number(PHONE)), answer(number(PHONE))])
    expect(await client.phoneNumber(PHONE)).toMatchObject({ ok: true })
    expect(await client.phoneNumber(PHONE)).toMatchObject({ ok: true })
    expect(sent.map(({ url }) => fieldsOf(url).includes('is_on_biz_app'))).toEqual([true, false, false])
    expect(fieldsOf(sent[1]?.url)).toContain('is_pin_enabled')
  })

  it('falls back to the critical fields when Meta refuses the set without naming one', async () => {
    const { client, sent } = storyClient([
      graphError({ code: 100, message: 'The requested fields are not available for this account number' }),
      answer(number(PHONE)),
    ])
    expect(await client.phoneNumber(PHONE)).toMatchObject({ ok: true })
    expect(fieldsOf(sent[1]?.url)).not.toContain('is_pin_enabled')
  })

  it('does not ask again for a number that is not there for this token', async () => {
    const { client, sent } = storyClient([graphError({ code: 100, error_subcode: 33 })])
    expect(await client.phoneNumber(PHONE)).toMatchObject({ ok: false, failure: { subcode: 33 } })
    expect(sent).toHaveLength(1)
  })

  it('never drops a field it did not ask for', async () => {
    const { client, sent } = storyClient([nonexisting('access_token'), answer(number(PHONE))])
    expect(await client.phoneNumber(PHONE)).toMatchObject({ ok: true })
    expect(fieldsOf(sent[1]?.url)).toHaveLength(7)
  })
})

describe('lists', () => {
  const full = Array.from({ length: 100 }, (_, index) => number(String(200000 + index)))

  it('follows cursors and never the address Meta offers', async () => {
    const evil = 'https://evil.example/?access_token=x'
    const { client, sent } = storyClient([
      page([number('100001')], { after: 'A' }, evil),
      page([number('100002')], { after: 'B' }, evil),
      page([number('100003')], { after: 'C' }),
    ])
    const list = await client.listPhoneNumbers(WABA)
    expect(list.ok && list.value.map(({ id }) => id)).toEqual(['100001', '100002', '100003'])
    expect(sent.map(({ url }) => url.searchParams.get('after'))).toEqual([null, 'A', 'B'])
    expect(new Set(sent.map(({ url }) => url.origin))).toEqual(new Set(['https://graph.facebook.com']))
    expect(JSON.stringify(list)).not.toContain('evil')
  })

  it('asks on after a full page even without the address', async () => {
    const { client } = storyClient([page(full, { after: 'A' }), page([])])
    const list = await client.listPhoneNumbers(WABA)
    expect(list.ok && list.value).toHaveLength(100)
  })

  it('starts again once when a cursor has gone bad', async () => {
    const bad = () => graphError({ code: 131059 })
    const first = () => page([number('100001')], { after: 'A' }, 'x')
    const again = storyClient([first(), bad(), first(), page([number('100002')])])
    const list = await again.client.listPhoneNumbers(WABA)
    expect(list.ok && list.value.map(({ id }) => id)).toEqual(['100001', '100002'])
    const twice = storyClient([first(), bad(), first(), bad()])
    expect(await twice.client.listPhoneNumbers(WABA)).toMatchObject({ ok: false, failure: { code: 131059 } })
  })

  it('does not pass a list without end off as a whole one', async () => {
    const same = () => page([number('100001')], { after: 'A' }, 'x')
    const { client } = storyClient([same(), same()])
    expect(await client.listPhoneNumbers(WABA)).toMatchObject({ ok: false, failure: { reason: 'pages' } })
    const ever = storyClient(
      Array.from({ length: 50 }, (_, turn) => page([number('100001')], { after: `cursor${turn}` }, 'x')),
    )
    expect(await ever.client.listPhoneNumbers(WABA)).toMatchObject({ ok: false, failure: { reason: 'pages' } })
    expect(ever.sent).toHaveLength(40)
  })
})

describe('repeating reads', () => {
  const ok = () => answer({ id: PHONE, name: 'Ann' })

  it.each([
    ['DNS', broken('EAI_AGAIN')],
    ['a reset', broken('ECONNRESET')],
    ['a timeout', broken('UND_ERR_HEADERS_TIMEOUT')],
    ['code 2 with 503', graphError({ code: 2, is_transient: true }, { status: 503 })],
    ['is_transient with 400', graphError({ code: 9, is_transient: true })],
    ['a 502 page', answer('<html>', { status: 502, headers: { 'content-type': 'text/html' } })],
    ['half an answer', answer('{"id":')],
  ])('reads again after %s', async (_, scene) => {
    const { client, slept } = storyClient([scene, ok()])
    expect(await client.me()).toEqual({ ok: true, value: { id: PHONE, name: 'Ann' } })
    expect(slept).toEqual([300])
  })

  it.each([
    ['a certificate', broken('CERT_HAS_EXPIRED')],
    ['a refusal', graphError({ code: 190 }, { status: 401 })],
    ['too many calls', graphError({ code: 80008, is_transient: true }, { status: 429 })],
    ['a redirect', new Response(null, { status: 302, headers: { location: 'https://x.example' } })],
    ['a page in between', answer('<html>', { headers: { 'content-type': 'text/html' } })],
  ])('does not read again after %s', async (_, scene: Scene) => {
    const { client, sent } = storyClient([scene])
    expect(await client.me()).toMatchObject({ ok: false })
    expect(sent).toHaveLength(1)
  })

  it('gives up after three more tries, waiting longer each time', async () => {
    const { client, slept, sent } = storyClient(Array.from({ length: 9 }, () => broken('ECONNRESET')))
    expect(await client.me()).toMatchObject({ ok: false, failure: { kind: 'network' } })
    expect(sent).toHaveLength(4)
    expect(slept).toEqual([300, 600, 1200])
  })

  it('gives up when twenty seconds are gone', async () => {
    let clock = 0
    const now = () => (clock += 10_000)
    const { client, sent } = storyClient(
      Array.from({ length: 9 }, () => broken('ECONNRESET')),
      { now },
    )
    expect(await client.me()).toMatchObject({ ok: false })
    expect(sent).toHaveLength(1)
  })
})
