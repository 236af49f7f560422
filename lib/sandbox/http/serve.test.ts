import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { type Served, serveSandbox } from './serve'

const served: Served = await serveSandbox({ host: '127.0.0.1', port: 0, controlPort: 0 })

afterAll(() => served.close())

const control = async (method: string, path: string, body?: object) => {
  const response = await fetch(`${served.controlUrl}${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: response.status, body: await response.json() }
}

const graph = (method: string, path: string, body?: object, token = served.token) =>
  fetch(`${served.graphUrl}/v25.0${path}`, {
    method,
    redirect: 'manual',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })

const ids = async () => (await control('GET', '/')).body
const number = { cc: '84', phone_number: '912345678', migrate_phone_number: true }
const add = async () => graph('POST', `/${(await ids()).destinationId}/phone_numbers`, number)

beforeEach(async () => {
  await control('POST', '/reset', {})
})

describe('Meta over HTTP', () => {
  test('moves a number, and the ledger holds what was sent as it was sent', async () => {
    const { id } = await (await add()).json()
    await graph('POST', `/${id}/request_code`, { code_method: 'SMS', language: 'vi' })
    const { messages } = (await control('GET', '/phone?number=%2B84%20912%20345%20678')).body
    expect((await graph('POST', `/${id}/verify_code`, { code: messages[0].code })).status).toBe(200)
    const register = { messaging_product: 'whatsapp', pin: '739154' }
    expect((await graph('POST', `/${id}/register`, register)).status).toBe(200)
    const { entries } = (await control('GET', '/ledger')).body
    const sent = entries.map(({ method, path, body, effect }: Record<string, unknown>) => ({
      method,
      path,
      body,
      effect,
    }))
    const { destinationId } = await ids()
    expect(sent).toEqual([
      { method: 'POST', path: `/${destinationId}/phone_numbers`, body: number, effect: 'number_added' },
      {
        method: 'POST',
        path: `/${id}/request_code`,
        body: { code_method: 'SMS', language: 'vi' },
        effect: 'code_sent',
      },
      { method: 'POST', path: `/${id}/verify_code`, body: { code: messages[0].code }, effect: 'number_verified' },
      { method: 'POST', path: `/${id}/register`, body: register, effect: 'number_registered' },
    ])
  })

  test('cuts the connection for real', async () => {
    await control('POST', '/faults', { call: 'add_number', kind: 'reset_after_work' })
    const error = await add().catch((cut: unknown) => cut)
    expect(error).toMatchObject({ cause: { code: expect.stringMatching(/ECONNRESET|UND_ERR_SOCKET/) } })
    expect((await control('GET', '/ledger')).body.entries[0].effect).toBe('number_added')
  })

  test('hangs until the caller has had enough', async () => {
    await control('POST', '/faults', { call: 'me', kind: 'hang' })
    const stop = new AbortController()
    const hanging = fetch(`${served.graphUrl}/v25.0/me?access_token=${served.token}`, { signal: stop.signal })
    await expect.poll(async () => (await control('GET', '/ledger')).body.entries.length).toBe(1)
    stop.abort()
    await expect(hanging).rejects.toThrow('abort')
    expect((await graph('GET', '/me')).status).toBe(200)
  })

  test('sends elsewhere, in HTML, and by named refusals', async () => {
    await control('POST', '/faults', [
      { call: 'me', kind: 'redirect', location: 'https://example.com/' },
      { call: 'me', kind: 'html', status: 503 },
      { call: 'me', kind: 'error', answer: 'tooManyCalls', waitMinutes: 7 },
    ])
    const moved = await graph('GET', '/me')
    expect([moved.status, moved.headers.get('location')]).toEqual([302, 'https://example.com/'])
    expect((await graph('GET', '/me')).headers.get('content-type')).toContain('text/html')
    const busy = await graph('GET', '/me')
    expect((await busy.json()).error.code).toBe(80008)
    expect(busy.headers.get('x-business-use-case-usage')).toContain('"estimated_time_to_regain_access":7')
    expect((await graph('GET', '/me')).status).toBe(200)
  })

  test('lets faults wait their turn, and takes them back', async () => {
    await control('POST', '/faults', { call: 'any_read', kind: 'status', status: 500, skip: 1, times: 5 })
    expect((await graph('GET', '/me')).status).toBe(200)
    expect((await graph('GET', '/me')).status).toBe(500)
    await control('DELETE', '/faults')
    expect((await graph('GET', '/me')).status).toBe(200)
  })
})

describe('the management door', () => {
  test('changes time', async () => {
    await control('POST', '/token', { action: 'expire_in', seconds: 60 })
    expect((await graph('GET', '/me')).status).toBe(200)
    await control('POST', '/time', { advanceSeconds: 61 })
    expect((await graph('GET', '/me')).status).toBe(401)
  })

  test('changes tokens', async () => {
    await control('POST', '/token', { action: 'kill', subcode: 492 })
    expect((await (await graph('GET', '/me')).json()).error.error_subcode).toBe(492)
    const { token } = (await control('POST', '/token', { action: 'issue' })).body
    expect((await graph('GET', '/me', undefined, token)).status).toBe(200)
    await control('POST', '/token', { action: 'revive' })
    await control('POST', '/token', { action: 'scopes', scopes: ['business_management'] })
    expect((await graph('GET', `/${(await ids()).destinationId}`)).status).toBe(403)
  })

  test('changes the world', async () => {
    await control('POST', '/world', {
      source: { access: 'refused' },
      destination: { currency: null, subscribed: false },
      onDestination: { number: '+84 912 345 678', as: 'verified' },
      rules: { unknownFields: ['is_pin_enabled'] },
    })
    const { sourceId, destinationId } = await ids()
    expect((await graph('GET', `/${sourceId}`)).status).toBe(403)
    expect(await (await graph('GET', `/${destinationId}?fields=currency`)).json()).toEqual({ id: destinationId })
    expect((await (await graph('GET', `/${destinationId}/subscribed_apps`)).json()).data).toEqual([])
    const list = await (await graph('GET', `/${destinationId}/phone_numbers`)).json()
    expect(list.data[0]).toMatchObject({
      display_phone_number: '+84 912 345 678',
      code_verification_status: 'VERIFIED',
    })
    await control('POST', '/reset', { story: 'old_pin_on' })
    expect((await (await add()).json()).error.error_subcode).toBe(2388001)
    await control('POST', '/two-step', { number: '84912345678', on: false })
    expect((await add()).status).toBe(200)
  })

  test('adds accounts and numbers by the hundred', async () => {
    await control('POST', '/world', { addAccounts: ['Cửa hàng Hai'], addNumbers: 200 })
    const { sourceId, businesses } = await ids()
    const page = await (await graph('GET', `/${sourceId}/phone_numbers?limit=100&summary=total_count`)).json()
    expect(page.data).toHaveLength(100)
    expect(page.summary.total_count).toBe(205)
    const owned = await (await graph('GET', `/${businesses[0].id}/owned_whatsapp_business_accounts`)).json()
    expect(owned.data).toHaveLength(3)
  })

  test('fills both accounts with templates', async () => {
    await control('POST', '/world', {
      templates: 300,
      templateRoom: 20,
      templateFailures: { own_001: 'Incorrect category' },
    })
    const { sourceId, destinationId } = await ids()
    const list = async (id: string) =>
      (await (await graph('GET', `/${id}/message_templates?fields=name&limit=500`)).json()).data
    expect(await list(sourceId)).toHaveLength(300)
    expect(await list(destinationId)).toHaveLength(230)
    const body = { source_waba_id: sourceId }
    const told = await (await graph('POST', `/${destinationId}/migrate_message_templates`, body)).json()
    expect(told.migrated_templates).toHaveLength(20)
    const { templateFailures } = (await control('GET', '/world')).body
    expect(templateFailures).toMatchObject({ own_001: 'Incorrect category' })
    expect(Object.keys(templateFailures).length).toBeGreaterThan(1)
  })

  test('lets a customer write, who may then be answered', async () => {
    await control('POST', '/world', { onDestination: { number: '84912345678', as: 'connected' } })
    const { destinationId } = await ids()
    const [{ id }] = (await (await graph('GET', `/${destinationId}/phone_numbers`)).json()).data
    const answer = { messaging_product: 'whatsapp', to: '+84 987 654 321', type: 'text', text: { body: 'Chào bạn' } }
    expect((await (await graph('POST', `/${id}/messages`, answer)).json()).error.code).toBe(131047)
    const written = { number: '+84 912 345 678', from: '+84 987 654 321', text: 'Chào' }
    const { message } = (await control('POST', '/customer', written)).body
    expect(message).toMatchObject({ numberId: id, from: '84987654321', text: 'Chào' })
    expect((await graph('POST', `/${id}/messages`, answer)).status).toBe(200)
    expect((await control('GET', '/world')).body).toMatchObject({ inbound: [message], sent: [{ to: '84987654321' }] })
  })

  test('calls the app, signed with its secret: for what a customer writes, and for what becomes of a message', async () => {
    const heard: { signed: boolean; value: ReturnType<typeof JSON.parse> }[] = []
    const { appSecret, destinationId } = await ids()
    const app = createServer((incoming, outgoing) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('end', () => {
        const body = Buffer.concat(chunks)
        const signature = `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`
        const [entry] = JSON.parse(body.toString()).entry
        const signed = incoming.headers['x-hub-signature-256'] === signature && entry.id === destinationId
        heard.push({ signed, value: entry.changes[0].value })
        outgoing.end()
      })
    })
    await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve))
    const address = app.address()
    const port = typeof address === 'object' ? address?.port : 0
    await control('POST', '/webhooks', { url: `http://127.0.0.1:${port}/hook` })
    await control('POST', '/world', { onDestination: { number: '84912345678', as: 'connected' } })
    const [{ id }] = (await (await graph('GET', `/${destinationId}/phone_numbers`)).json()).data
    await control('POST', '/customer', { number: '84912345678', from: '84987654321', text: 'Chào' })
    const answer = { messaging_product: 'whatsapp', to: '84987654321', type: 'text', text: { body: 'Chào bạn' } }
    await graph('POST', `/${id}/messages`, { ...answer, biz_opaque_callback_data: 'proof-7' })
    await control('POST', '/faults', { call: 'send_message', kind: 'undelivered' })
    await graph('POST', `/${id}/messages`, answer)
    await expect.poll(() => heard.length).toBe(5)
    expect(heard.every(({ signed }) => signed)).toBe(true)
    const [written, ...told] = heard.map(({ value }) => value)
    expect(written).toMatchObject({
      metadata: { phone_number_id: id },
      messages: [{ from: '84987654321', type: 'text', text: { body: 'Chào' } }],
    })
    expect(told.map(({ statuses: [one] }) => [one.status, one.biz_opaque_callback_data, one.errors?.[0].code])).toEqual(
      expect.arrayContaining([
        ['sent', 'proof-7', undefined],
        ['delivered', 'proof-7', undefined],
        ['failed', undefined, 131026],
      ]),
    )
    await control('POST', '/world', { destination: { subscribed: false } })
    await control('POST', '/customer', { number: '84912345678', from: '84987654321', text: 'Nobody listens' })
    expect(heard).toHaveLength(5)
    app.close()
  })

  test('refuses what it does not understand', async () => {
    expect((await control('POST', '/faults', { call: 'me', kind: 'explode' })).status).toBe(422)
    expect((await control('POST', '/world', { sauce: {} })).status).toBe(422)
    expect((await control('POST', '/customer', { number: '84912345678' })).status).toBe(422)
    expect((await control('GET', '/nowhere')).status).toBe(404)
    expect((await fetch(`${served.controlUrl}/faults`, { method: 'POST', body: '{' })).status).toBe(400)
  })
})
