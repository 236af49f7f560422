import { describe, expect, it } from 'vitest'
import { AppError } from '@/lib/errors/app-error'
import { createLog } from './log'

const TOKEN = `EAA${'Jx7Qp2'.repeat(6)}`
const PRACTICE = 'PRACTICE.3f9a2b.7c1d'
const API_TOKEN = 'cko_9hG2kLmN4pQrStUv'
const SECRETS = [TOKEN, PRACTICE, API_TOKEN, '482913', '771204', 'hunter2hunter2', 'sid=abc123def']

function capture(run: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = []
  run(createLog({ level: 'debug', destination: { write: (line: string) => void lines.push(line) } }))
  return lines.join('')
}

describe('log', () => {
  it('writes the event and its fields as one JSON line', () => {
    const line = capture((log) =>
      log.info('graph_call', { status: 200, errorCode: 'two_step_on', phoneNumberId: '1234567890' }),
    )
    expect(JSON.parse(line)).toMatchObject({
      level: 'info',
      event: 'graph_call',
      status: 200,
      errorCode: 'two_step_on',
      phoneNumberId: '1234567890',
    })
  })

  it('never writes a secret, wherever it hides', () => {
    const failure = Object.assign(new TypeError(`bad header ${TOKEN}\n    at ${TOKEN} (lib/x.ts:1:1)`), {
      code: 'ERR_X',
    })
    const output = capture((log) => {
      log.info('by_key', {
        token: TOKEN,
        access_token: 'hunter2hunter2',
        accessToken: 'hunter2hunter2',
        Authorization: 'Bearer hunter2hunter2',
        code: '482913',
        pin: '771204',
        password: 'hunter2hunter2',
        appSecret: 'hunter2hunter2',
        cookie: 'sid=abc123def',
        'set-cookie': ['sid=abc123def'],
        deep: { list: [{ verificationCode: 482913, newPassword: 'hunter2hunter2' }] },
      })
      log.warn('by_shape', {
        url: `https://graph.facebook.com/v25.0/me?access_token=${TOKEN}`,
        note: `use ${PRACTICE} or ${API_TOKEN}`,
        header: 'authorization: Bearer hunter2hunter2',
        list: [TOKEN, { inside: TOKEN }],
      })
      log.error('by_error', { error: failure, wrapped: new Error('outer 482913', { cause: failure }) })
      log.error('by_object', { request: new Request('http://localhost/', { headers: { authorization: TOKEN } }) })
      log.error('by_buffer', { bytes: Buffer.from('hunter2hunter2') })
    })
    for (const secret of SECRETS) expect(output).not.toContain(secret)
    expect(output.trim().split('\n')).toHaveLength(5)
  })

  it('writes an error as name, code and our frames, without its message', () => {
    const error = Object.assign(new TypeError('connect to db.internal failed'), { code: 'ECONNREFUSED' })
    const entry = JSON.parse(capture((log) => log.error('database_down', { error })))
    expect(entry.error).toMatchObject({ name: 'TypeError', code: 'ECONNREFUSED' })
    expect(entry.error.frames.join()).toContain('lib/log.test.ts')
    expect(entry.error.frames.join()).not.toContain('node_modules')
    expect(JSON.stringify(entry)).not.toContain('db.internal')
  })

  it('writes the code of a refusal of ours', () => {
    const entry = JSON.parse(capture((log) => log.warn('refused', { error: new AppError('two_step_on') })))
    expect(entry.error).toMatchObject({ name: 'AppError', code: 'two_step_on' })
  })

  it('masks phone numbers by key and by shape, and leaves ids alone', () => {
    const line = capture((log) =>
      log.info('number', {
        phoneE164: '+84901234123',
        digits: '84901234123',
        text: 'moving +84901234123 now',
        wabaId: '104996122399160',
      }),
    )
    expect(line).not.toContain('901234')
    expect(JSON.parse(line)).toMatchObject({
      phoneE164: '+84••••••123',
      text: 'moving +84••••••123 now',
      wabaId: '104996122399160',
    })
  })
})
