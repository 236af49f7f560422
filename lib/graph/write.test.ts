import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { createGraphClient } from './client'
import { appSecretProof } from './request'
import { answer, broken, graphError, type Scene, storyClient, TOKEN } from './testing'

const PHONE = '106540352242922'
const WABA = '102290129340398'
const PIN = '482913'
const SECRET = '0123456789abcdef0123456789abcdef'

const register = (scene: Scene, options = {}) =>
  storyClient([scene], options).client.register({ phoneNumberId: PHONE, pin: PIN })

const html = () => new Response('<html>Sign in to the wi-fi</html>', { headers: { 'content-type': 'text/html' } })
const endless = () =>
  new Response(new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(64 * 1024).fill(32)) }), {
    headers: { 'content-type': 'application/json' },
  })
const brokenBody = () =>
  new Response(
    new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"succ'))
        controller.error(Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' }))
      },
    }),
    { headers: { 'content-type': 'application/json' } },
  )

describe('what is sent', () => {
  const ok = () => answer({ success: true })

  it.each([
    [
      'addPhoneNumber',
      `/v25.0/${WABA}/phone_numbers`,
      { cc: '84', phone_number: '912345678', migrate_phone_number: true },
    ],
    ['requestCode', `/v25.0/${PHONE}/request_code`, { code_method: 'VOICE', language: 'en_US' }],
    ['verifyCode', `/v25.0/${PHONE}/verify_code`, { code: '012345' }],
    ['register', `/v25.0/${PHONE}/register`, { messaging_product: 'whatsapp', pin: '012345' }],
    ['subscribeApp', `/v25.0/${WABA}/subscribed_apps`, {}],
  ] as const)('%s posts JSON with the token in the header only', async (name, path, body) => {
    const { client, sent } = storyClient([ok()])
    const phone = { phoneNumberId: PHONE }
    await {
      addPhoneNumber: () => client.addPhoneNumber({ wabaId: WABA, cc: '84', nationalNumber: '912345678' }),
      requestCode: () => client.requestCode({ ...phone, method: 'VOICE', language: 'en_US' }),
      verifyCode: () => client.verifyCode({ ...phone, code: '012345' }),
      register: () => client.register({ ...phone, pin: '012345' }),
      subscribeApp: () => client.subscribeApp({ wabaId: WABA }),
    }[name]()
    expect(sent).toHaveLength(1)
    expect(sent[0]).toMatchObject({ method: 'POST', body })
    expect(sent[0]?.url.href).toBe(`https://graph.facebook.com${path}`)
    expect(sent[0]?.headers.get('authorization')).toBe(`Bearer ${TOKEN}`)
    expect(sent[0]?.headers.get('content-type')).toBe('application/json')
  })

  it('asks for the copies by id, and makes a template and a profile as they were', async () => {
    const component = { type: 'BODY', text: 'Hello {{1}}', example: { body_text: [['Lan']] } }
    const template = { name: 'a', language: 'vi', category: 'UTILITY', parameterFormat: null, components: [component] }
    const profile = { about: 'Open', address: '', description: '', email: '', websites: ['https://a.vn'], vertical: '' }
    const { client, sent } = storyClient([
      answer({ migrated_templates: [11, '12'], failed_templates: { 13: 'Incorrect category' } }),
      answer({ migrated_templates: [], failed_templates: [{ id: '14', reason: 'Low quality' }, '15'] }),
      answer({ id: '16', status: 'PENDING', category: 'UTILITY' }),
      ok(),
      answer({ messaging_product: 'whatsapp', messages: [{ id: 'wamid.1' }] }),
    ])
    const copy = { wabaId: WABA, sourceWabaId: '204290129340398', templateIds: ['11', '12', '13'] }
    expect(await client.copyTemplates(copy)).toEqual({
      kind: 'done',
      value: { copied: ['11', '12'], failed: { 13: 'Incorrect category' } },
    })
    expect(await client.copyTemplates(copy)).toEqual({
      kind: 'done',
      value: { copied: [], failed: { 14: 'Low quality', 15: '' } },
    })
    expect(await client.createTemplate({ wabaId: WABA, template })).toMatchObject({ kind: 'done' })
    expect(await client.updateProfile({ phoneNumberId: PHONE, profile })).toMatchObject({ kind: 'done' })
    const message = { kind: 'template', name: 'a', language: 'vi' } as const
    expect(await client.sendMessage({ phoneNumberId: PHONE, to: '84901', message, reference: 'r' })).toEqual({
      kind: 'done',
      value: { id: 'wamid.1' },
    })
    expect(sent.map(({ url, body }) => [url.pathname, body])).toEqual([
      [
        `/v25.0/${WABA}/migrate_message_templates`,
        { source_waba_id: '204290129340398', template_ids: ['11', '12', '13'] },
      ],
      [expect.anything(), expect.anything()],
      [`/v25.0/${WABA}/message_templates`, { name: 'a', language: 'vi', category: 'UTILITY', components: [component] }],
      [
        `/v25.0/${PHONE}/whatsapp_business_profile`,
        { messaging_product: 'whatsapp', about: 'Open', websites: ['https://a.vn'] },
      ],
      [
        `/v25.0/${PHONE}/messages`,
        {
          messaging_product: 'whatsapp',
          to: '84901',
          biz_opaque_callback_data: 'r',
          type: 'template',
          template: { name: 'a', language: { policy: 'deterministic', code: 'vi' } },
        },
      ],
    ])
  })

  it('proves the app secret in the body of a write and in the query of a read', async () => {
    // Vector made with: printf 'token' | openssl dgst -sha256 -hmac 'secret'
    expect(appSecretProof('token', 'secret')).toBe('e941110e3d2bfe82621f0e3e1434730d7305d106c5f68c87165d0b27a4611a4a')
    const proof = appSecretProof(TOKEN, SECRET)
    const { client, sent } = storyClient([ok(), answer({ id: PHONE, name: 'x' })], { appSecret: SECRET })
    await client.subscribeApp({ wabaId: WABA })
    await client.me()
    expect(sent[0]?.body).toEqual({ appsecret_proof: proof })
    expect(sent[1]?.url.searchParams.get('appsecret_proof')).toBe(proof)
  })

  it.each(['', '0', '12', '1234/../me', '12345?x=1', '%31', '１２３４５６'])(
    'sends nothing for the id "%s"',
    async (id) => {
      const { client, sent } = storyClient([])
      expect(await client.register({ phoneNumberId: id, pin: PIN })).toMatchObject({ kind: 'not_sent' })
      expect(await client.waba(id)).toMatchObject({ ok: false })
      expect(sent).toHaveLength(0)
    },
  )
})

describe('the phase of a write', () => {
  it.each([
    ['U1 DNS fails', broken('ENOTFOUND'), 'not_sent', 'network'],
    ['U1 DNS is away', broken('EAI_AGAIN'), 'not_sent', 'network'],
    ['U2 connection refused', broken('ECONNREFUSED'), 'not_sent', 'network'],
    ['U2 connect times out', broken('UND_ERR_CONNECT_TIMEOUT'), 'not_sent', 'timeout'],
    ['U3 certificate expired', broken('CERT_HAS_EXPIRED'), 'not_sent', 'network'],
    ['U3 certificate self-signed', broken('DEPTH_ZERO_SELF_SIGNED_CERT'), 'not_sent', 'network'],
    ['U3 wrong name', broken('ERR_TLS_CERT_ALTNAME_INVALID'), 'not_sent', 'network'],
    ['U4/U5 no answer', broken('UND_ERR_HEADERS_TIMEOUT'), 'unknown', 'timeout'],
    ['U6/U7 reset', broken('ECONNRESET'), 'unknown', 'network'],
    ['U6/U7 closed', broken('UND_ERR_SOCKET'), 'unknown', 'network'],
    ['an error without a code', new Error('?'), 'unknown', 'network'],
    ['U8 reset in the body', brokenBody(), 'unknown', 'network'],
    ['U9 malformed JSON', answer('{"success":tr'), 'unknown', 'malformed'],
    ['U10 HTML', html(), 'unknown', 'malformed'],
    [
      'U11 wrong content type',
      answer({ success: true }, { headers: { 'content-type': 'text/plain' } }),
      'unknown',
      'malformed',
    ],
    ['U12 empty object', answer({}), 'unknown', 'malformed'],
    ['U12 success:false', answer({ success: false }), 'unknown', 'malformed'],
    ['U12 an array', answer([]), 'unknown', 'malformed'],
    ['U12 null', answer('null'), 'unknown', 'malformed'],
    ['204', new Response(null, { status: 204 }), 'unknown', 'malformed'],
    ['200 without a body', answer(''), 'unknown', 'malformed'],
    ['U14 a body without end', endless(), 'unknown', 'malformed'],
    [
      'U15 a page with 502',
      answer('<html>', { status: 502, headers: { 'content-type': 'text/html' } }),
      'unknown',
      'malformed',
    ],
    ['U15 code 2 with 503', graphError({ code: 2 }, { status: 503 }), 'unknown', 'api'],
    ['code 1 with 400', graphError({ code: 1 }), 'unknown', 'api'],
    ['code 2 with 400', graphError({ code: 2 }), 'unknown', 'api'],
    ['131000 with 400', graphError({ code: 131000 }), 'unknown', 'api'],
    ['131016 with 400', graphError({ code: 131016 }), 'unknown', 'api'],
    ['133004 with 400', graphError({ code: 133004 }), 'unknown', 'api'],
    ['is_transient with 400', graphError({ code: 100, is_transient: true }), 'unknown', 'api'],
    ['an error with 200', graphError({ code: 100 }, { status: 200 }), 'unknown', 'api'],
    ['133005 with 500', graphError({ code: 133005 }, { status: 500 }), 'unknown', 'api'],
    ['400 without an error object', answer({ oops: 1 }, { status: 400 }), 'unknown', 'malformed'],
    ['400 whose error has no code', answer({ error: { message: 'x' } }, { status: 400 }), 'unknown', 'malformed'],
    ['U17 code 4 with 429', graphError({ code: 4, is_transient: true }, { status: 429 }), 'refused', 'api'],
    ['U17 80007', graphError({ code: 80007, is_transient: true }), 'refused', 'api'],
    ['U18 133016', graphError({ code: 133016 }), 'refused', 'api'],
    ['U20 100', graphError({ code: 100 }, { status: 422 }), 'refused', 'api'],
    ['U20 133005', graphError({ code: 133005 }), 'refused', 'api'],
    ['U21 190', graphError({ code: 190 }, { status: 401 }), 'refused', 'api'],
    ['U22 200', graphError({ code: 200 }, { status: 403 }), 'refused', 'api'],
    [
      'U23 301',
      new Response(null, { status: 301, headers: { location: 'https://example.org' } }),
      'unknown',
      'redirect',
    ],
    [
      'U23 307',
      new Response(null, { status: 307, headers: { location: 'https://example.org' } }),
      'unknown',
      'redirect',
    ],
  ] as const)('%s', async (_, scene, kind, failure) => {
    const { client, sent, slept } = storyClient([scene])
    expect(await client.register({ phoneNumberId: PHONE, pin: PIN })).toMatchObject({
      kind,
      failure: { kind: failure },
    })
    expect(sent).toHaveLength(1)
    expect(slept).toEqual([])
  })

  it.each(['missing', 'a number', 'letters'])('adding is unknown when the new id is %s', async (how) => {
    const body = how === 'missing' ? { success: true } : { id: how === 'letters' ? 'abcdef' : 106540352242922 }
    const { client } = storyClient([answer(body)])
    const result = await client.addPhoneNumber({ wabaId: WABA, cc: '84', nationalNumber: '912345678' })
    expect(result).toMatchObject({ kind: 'unknown', failure: { kind: 'malformed', reason: 'schema' } })
  })

  it('is done when the answer fits, whatever else it holds', async () => {
    expect(await register(answer({ success: true, id: '1234567890123456', news: [] }))).toMatchObject({ kind: 'done' })
    const { client } = storyClient([answer({ id: '1906385232743451', extra: 1 })])
    expect(await client.addPhoneNumber({ wabaId: WABA, cc: '84', nationalNumber: '912345678' })).toEqual({
      kind: 'done',
      value: { id: '1906385232743451' },
    })
  })

  it('is unknown when neither the transport nor the body ever ends', async () => {
    const never = () => new Promise<Response>(() => {})
    const slow = () => new Response(new ReadableStream({}), { headers: { 'content-type': 'application/json' } })
    for (const scene of [never, slow]) {
      expect(await register(scene, { timeoutMs: 5 })).toMatchObject({
        kind: 'unknown',
        failure: { kind: 'timeout', phase: 'after_send' },
      })
    }
  })
})

describe('what a failure keeps', () => {
  const leaky = `token ${TOKEN} pin ${PIN} code 482-913 other EAABsbCS1iHgBAothertoken proof ${appSecretProof(TOKEN, SECRET)}`
  const everywhere = {
    code: 100,
    message: leaky,
    error_user_title: leaky,
    error_user_msg: leaky,
    error_data: JSON.stringify({ details: leaky }),
    fbtrace_id: leaky,
  }
  const failures: [string, () => Scene][] = [
    ['api', () => graphError(everywhere)],
    ['network', () => Object.assign(new Error(leaky), { code: 'ECONNRESET', cause: new Error(leaky) })],
    ['odd code', () => Object.assign(new Error(leaky), { code: leaky })],
    ['malformed', () => answer(leaky)],
    [
      'redirect',
      () => new Response(null, { status: 302, headers: { location: `https://x.org/?t=${TOKEN}&p=${PIN}` } }),
    ],
  ]

  it.each(failures)('no token, secret, PIN or proof: %s', async (_, scene) => {
    const { client, calls } = storyClient([scene()], { appSecret: SECRET })
    const result = await client.register({ phoneNumberId: PHONE, pin: PIN })
    const failure = result.kind === 'done' ? null : result.failure
    const kept = [
      JSON.stringify(result),
      inspect(result, { depth: 9, showHidden: true }),
      String(failure),
      failure?.stack,
      JSON.stringify(calls),
    ].join('\n')
    for (const secret of [TOKEN, SECRET, PIN, '482-913', appSecretProof(TOKEN, SECRET), 'EAAB']) {
      expect(kept).not.toContain(secret)
    }
  })

  it('keeps what people and support need, shortened', async () => {
    const result = await register(
      graphError({
        code: 100,
        error_subcode: 2388103,
        message: '(#100) Invalid parameter',
        error_user_title: 'Cannot migrate phone number.',
        error_user_msg: 'x'.repeat(1000),
        error_data: { messaging_product: 'whatsapp', details: 'a\u0000b\n\nc' },
        fbtrace_id: 'Az8or2yhqkZfEZ-_4Qn_Bam',
      }),
    )
    expect(result).toMatchObject({
      kind: 'refused',
      failure: {
        status: 400,
        code: 100,
        subcode: 2388103,
        text: '(#100) Invalid parameter',
        title: 'Cannot migrate phone number.',
        userMessage: 'x'.repeat(300),
        details: 'a b c',
        traceId: 'Az8or2yhqkZfEZ-_4Qn_Bam',
        waitSeconds: null,
      },
    })
  })

  it('tells the log which call it was and how it went, and nothing else', async () => {
    const headers = { 'facebook-api-version': 'v25.0' }
    const { client, calls } = storyClient([
      graphError({ code: 133005, fbtrace_id: 'Abc' }, { headers }),
      broken('ENOTFOUND'),
    ])
    await client.register({ phoneNumberId: PHONE, pin: PIN })
    await client.verifyCode({ phoneNumberId: PHONE, code: PIN })
    expect(calls).toEqual([
      {
        operation: 'register',
        method: 'POST',
        path: `/${PHONE}/register`,
        status: 400,
        code: 133005,
        subcode: null,
        traceId: 'Abc',
        graphVersion: 'v25.0',
        ms: 0,
        phase: 'answered',
      },
      {
        operation: 'verify_code',
        method: 'POST',
        path: `/${PHONE}/verify_code`,
        status: null,
        code: null,
        subcode: null,
        traceId: null,
        graphVersion: null,
        ms: 0,
        phase: 'before_send',
      },
    ])
  })
})

describe('createGraphClient', () => {
  const fetch = async () => answer({})
  const options = {
    baseUrl: 'https://graph.facebook.com',
    version: 'v25.0',
    accessToken: TOKEN,
    readFetch: fetch,
    writeFetch: fetch,
  }

  it.each([
    { version: '25.0' },
    { version: 'v25.0/../x' },
    { accessToken: `${TOKEN}\nx` },
    { accessToken: '' },
    { baseUrl: 'graph.facebook.com' },
    { baseUrl: 'https://a:b@graph.facebook.com' },
    { baseUrl: 'https://graph.facebook.com/?x' },
    { baseUrl: 'file:///etc/passwd' },
  ])('refuses %o without quoting it', (wrong) => {
    const make = () => createGraphClient({ ...options, ...wrong })
    expect(make).toThrow(TypeError)
    expect(make).not.toThrow(TOKEN)
  })
})
