import { beforeAll, describe, expect, it, vi } from 'vitest'
import * as z from 'zod'
import type { Context } from '@/lib/context'
import { AppError } from '@/lib/errors/app-error'
import { buildPerson, call, type Person, testApi } from '@/lib/testing/api'
import { handle } from './handle'
import { IdParams } from './params'

let ctx: Context
let owner: Person
let viewer: Person

beforeAll(async () => {
  ctx = await testApi()
  owner = await buildPerson(ctx, 'owner')
  viewer = await buildPerson(ctx, 'viewer')
})

const run = vi.fn<(given: unknown) => Promise<{ ok: boolean }>>()

const post = handle({
  summary: 'Test',
  actor: 'user',
  right: 'migrations.move',
  params: IdParams,
  input: z.strictObject({ name: z.string('name_empty').min(1, 'name_empty'), size: z.number().optional() }),
  output: z.object({ ok: z.boolean() }),
  run: (_ctx, given) => run(given),
})

const open = handle({ summary: 'Test', actor: 'anyone', run: async () => undefined })

const send = (headers: Record<string, string>, body: unknown = { name: 'Lan' }, params = { id: 'm1' }) =>
  call(post, '/api/things/m1', { method: 'POST', headers, body, params })

describe('handle', () => {
  it('lets a good call through, by cookie and by API token, and stores nothing in between', async () => {
    run.mockResolvedValue({ ok: true })
    for (const [name, value] of [
      ['cookie', owner.cookie],
      ['authorization', `Bearer ${owner.token}`],
    ] as const) {
      const answer = await send({ [name]: value })
      expect(answer).toMatchObject({ status: 200, body: { ok: true } })
      expect(answer.headers.get('cache-control')).toBe('no-store')
      expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f]{32}$/)
    }
    expect(run).toHaveBeenLastCalledWith(expect.objectContaining({ params: { id: 'm1' }, input: { name: 'Lan' } }))
  })

  it('needs no script of our own page when there is a token, and ignores the cookie then', async () => {
    run.mockResolvedValue({ ok: true })
    const foreign = { 'sec-fetch-site': 'cross-site' }
    expect(await send({ ...foreign, authorization: `Bearer ${owner.token}` })).toMatchObject({ status: 200 })
    expect(await send({ ...foreign, cookie: owner.cookie })).toMatchObject({
      status: 403,
      body: { code: 'cross_site' },
    })
    expect(await send({ authorization: 'Bearer cko_wrong', cookie: owner.cookie })).toMatchObject({ status: 401 })
    expect(await send({ authorization: 'Basic abc', cookie: owner.cookie })).toMatchObject({ status: 401 })
  })

  it.each([
    ['signed_out', 401, {}],
    ['signed_out', 401, { cookie: 'authjs.session-token=garbage' }],
  ])('answers %s (%i) to %j', async (code, status, headers) => {
    expect(await send(headers)).toMatchObject({ status, body: { code, messageKey: `errors.${code}` } })
  })

  it('refuses whoever lacks the right before it looks at what was sent', async () => {
    expect(await send({ cookie: viewer.cookie }, 'not even JSON')).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    })
  })

  it.each([
    ['text/plain', '{"name":"Lan"}', 415, 'unsupported_media_type'],
    ['application/x-www-form-urlencoded', 'name=Lan', 415, 'unsupported_media_type'],
    ['', '{"name":"Lan"}', 415, 'unsupported_media_type'],
    ['application/json', '{"name":', 400, 'bad_request'],
    ['application/json', '', 400, 'bad_request'],
    ['application/json', '\ufeff{"name":"Lan"}', 400, 'bad_request'],
    ['application/json; charset=utf-8', `{"name":"${'x'.repeat(70_000)}"}`, 413, 'too_large'],
    ['application/json', '{"name":"Lan","role":"owner"}', 422, 'invalid_input'],
    ['application/json', '{"name":"Lan","__proto__":{}}', 422, 'invalid_input'],
    ['application/json', '{"name":""}', 422, 'name_empty'],
    ['application/json', '{}', 422, 'name_empty'],
    ['application/json', '[]', 422, 'invalid_input'],
    ['application/json', '{"name":"Lan","size":"9"}', 422, 'invalid_input'],
  ])('reads a body of type %j', async (type, body, status, code) => {
    const answer = await send({ cookie: owner.cookie, 'content-type': type }, body)
    expect(answer).toMatchObject({ status, body: { code } })
  })

  it('names the field that is wrong, and says nothing of what was typed', async () => {
    const answer = await send({ cookie: owner.cookie }, { name: 'Lan', size: 'secret-123456' })
    expect(answer.body).toEqual({
      code: 'invalid_input',
      messageKey: 'errors.invalid_input',
      params: {},
      field: 'size',
      requestId: answer.headers.get('x-request-id'),
    })
  })

  it('counts what arrives when no length was promised', async () => {
    const chunk = new TextEncoder().encode('x'.repeat(16_384))
    let sent = 0
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1
        controller.enqueue(chunk)
      },
    })
    const headers = { 'sec-fetch-site': 'same-origin', cookie: owner.cookie, 'content-type': 'application/json' }
    // Node wants to hear that the body is sent while the answer is read; the DOM's types do not know the word.
    const half: object = { duplex: 'half' }
    const request = new Request('http://localhost:3000/api/x', { method: 'POST', body, headers, ...half })
    const response = await post(request, { params: Promise.resolve({ id: 'm1' }) })
    expect(response.status).toBe(413)
    expect(sent).toBeLessThan(20)
  })

  it('takes an address that cannot exist for one that does not', async () => {
    const answer = await send({ cookie: owner.cookie }, { name: 'Lan' }, { id: 'x'.repeat(200) })
    expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } })
  })

  it('passes on a refusal with its words', async () => {
    run.mockRejectedValue(new AppError('code_too_soon', { until: '2026-03-02T09:01:00.000Z' }))
    expect(await send({ cookie: owner.cookie })).toMatchObject({
      status: 429,
      body: { code: 'code_too_soon', params: { until: '2026-03-02T09:01:00.000Z' }, field: 'method' },
    })
  })

  it('takes the words from an error that has none for people', async () => {
    run.mockRejectedValue(new Error('canary EAAGcanary at row 7'))
    const answer = await send({ cookie: owner.cookie })
    expect(answer).toMatchObject({ status: 500, body: { code: 'internal' } })
    expect(answer.text).not.toContain('canary')
  })

  it.each([
    Object.assign(new Error('connect'), { code: 'ECONNREFUSED', syscall: 'connect' }),
    Object.assign(new Error('Failed query: select canary'), {
      name: 'DrizzleQueryError',
      cause: Object.assign(new Error('terminating'), { code: '57P01' }),
    }),
    new Error('Connection terminated unexpectedly'),
  ])('says that nothing was saved when the database is away (%s)', async (error) => {
    run.mockRejectedValue(error)
    const answer = await send({ cookie: owner.cookie })
    expect(answer).toMatchObject({ status: 503, body: { code: 'not_saved' } })
    expect(answer.text).not.toContain('canary')
  })

  it('answers 204 when there is nothing to say', async () => {
    expect(await call(open, '/api/open', { method: 'POST' })).toMatchObject({ status: 204, text: '' })
  })
})

describe('handle, idempotent', () => {
  const counted = handle({
    summary: 'Test',
    actor: 'user',
    input: z.strictObject({ name: z.string() }),
    output: z.object({ ok: z.boolean() }),
    status: 201,
    idempotent: true,
    run: (_ctx, { input }) => run(input),
  })
  const press = (key: string | undefined, path = '/api/things', as = owner) =>
    call(counted, path, {
      method: 'POST',
      headers: { cookie: as.cookie, ...(key === undefined ? {} : { 'idempotency-key': key }) },
      body: { name: 'Lan' },
    })

  it.each([undefined, '', 'short', 'with space in it', 'x'.repeat(201)])('needs a key, not %j', async (key) => {
    expect(await press(key)).toMatchObject({ status: 400, body: { code: 'idempotency_key_missing' } })
  })

  it('answers the same again without doing it again', async () => {
    run.mockReset().mockResolvedValue({ ok: true })
    const first = await press('key-replay-1')
    const second = await press('key-replay-1')
    expect(first).toMatchObject({ status: 201, body: { ok: true } })
    expect(second).toMatchObject({ status: 201, body: { ok: true } })
    expect(run).toHaveBeenCalledOnce()
  })

  it('keeps one person’s keys from another’s', async () => {
    run.mockReset().mockResolvedValue({ ok: true })
    await press('key-shared-1')
    await press('key-shared-1', '/api/things', viewer)
    expect(run).toHaveBeenCalledTimes(2)
  })

  it('refuses a key that was used for something else', async () => {
    run.mockReset().mockResolvedValue({ ok: true })
    await press('key-other-route')
    expect(await press('key-other-route', '/api/others')).toMatchObject({
      status: 422,
      body: { code: 'idempotency_key_reused' },
    })
  })

  it('does two presses at the same moment once', async () => {
    run.mockReset().mockResolvedValue({ ok: true })
    const answers = await Promise.all([press('key-double-1'), press('key-double-1'), press('key-double-1')])
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201])
    expect(run).toHaveBeenCalledOnce()
  })

  it('repeats a refusal, and forgets a failure', async () => {
    run.mockReset().mockRejectedValueOnce(new AppError('code_incorrect'))
    expect(await press('key-refused-1')).toMatchObject({ status: 422, body: { code: 'code_incorrect' } })
    expect(await press('key-refused-1')).toMatchObject({ status: 422, body: { code: 'code_incorrect' } })
    expect(run).toHaveBeenCalledOnce()
    run.mockReset().mockRejectedValueOnce(new Error('boom')).mockResolvedValueOnce({ ok: true })
    expect(await press('key-failed-1')).toMatchObject({ status: 500 })
    expect(await press('key-failed-1')).toMatchObject({ status: 201 })
  })
})
