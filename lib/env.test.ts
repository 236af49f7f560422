import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TEST_KEY } from '@/lib/testing/key'
import { EnvError, env, readEnv } from './env'

const DATABASE_URL = 'postgres://app:hunter2hunter2@localhost/postgres?host=%2Ftmp%2Fsocket'
const good = { DATABASE_URL, CARRYOVER_KEY: TEST_KEY }

function faultsOf(settings: Record<string, string>): readonly string[] {
  try {
    readEnv(settings)
    return []
  } catch (error) {
    if (error instanceof EnvError) return error.faults
    throw error
  }
}

let directory: string

beforeAll(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'carryover-env-'))
})

afterAll(() => rmSync(directory, { recursive: true, force: true }))

describe('readEnv', () => {
  it('fills in what is not set, and reads empty as not set', () => {
    expect(readEnv({ ...good, PORT: '', GRAPH_API_URL: '', PUBLIC_URL: '' })).toMatchObject({
      PORT: 3000,
      HOST: '127.0.0.1',
      publicUrl: 'http://localhost:3000',
      graphApiUrl: 'https://graph.facebook.com',
      graphApiVersion: 'v25.0',
      worker: 'on',
    })
  })

  it.each([
    ['hex', Buffer.from(TEST_KEY, 'base64').toString('hex')],
    ['base64url', Buffer.from(TEST_KEY, 'base64').toString('base64url')],
    ['base64', TEST_KEY],
  ])('reads a key in %s', (_form, CARRYOVER_KEY) => {
    expect(readEnv({ ...good, CARRYOVER_KEY }).masterKey.toString('base64')).toBe(TEST_KEY)
  })

  it('reads a key file that only its owner may read', () => {
    const file = path.join(directory, 'good.key')
    writeFileSync(file, `${TEST_KEY}\n`, { mode: 0o600 })
    expect(readEnv({ DATABASE_URL, CARRYOVER_KEY_FILE: file }).masterKey).toHaveLength(32)
  })

  it.each(['https://graph.example.com', 'http://127.0.0.1:4010', 'http://localhost:4010/', 'http://[::1]:4010'])(
    'takes %s for GRAPH_API_URL',
    (GRAPH_API_URL) => {
      expect(readEnv({ ...good, GRAPH_API_URL }).graphApiUrl).toBe(GRAPH_API_URL.replace(/\/$/, ''))
    },
  )

  it.each([
    [{ PORT: 'hunter2' }, 'PORT must be a port number, 1 to 65535'],
    [{ PORT: '70000' }, 'PORT must be a port number, 1 to 65535'],
    [{ DATABASE_URL: 'mysql://u:hunter2hunter2@h/d' }, 'DATABASE_URL must be a postgres:// address'],
    [{ DATABASE_URL: '' }, 'DATABASE_URL is needed'],
    [{ PUBLIC_URL: 'https://move.example.com/app' }, 'PUBLIC_URL must be an origin only'],
    [{ PUBLIC_URL: 'https://u:hunter2hunter2@move.example.com' }, 'PUBLIC_URL must be an origin only'],
    [{ PUBLIC_URL: 'hunter2' }, 'PUBLIC_URL must be an origin only'],
    [{ GRAPH_API_URL: 'http://graph.example.com' }, 'GRAPH_API_URL must be https, or http on a loopback address'],
    [{ GRAPH_API_URL: 'http://127.0.0.1.example.com' }, 'GRAPH_API_URL must be https'],
    [{ GRAPH_API_URL: 'https://graph.example.com?x=hunter2hunter2' }, 'GRAPH_API_URL must be https'],
    [{ GRAPH_API_VERSION: 'hunter2' }, 'GRAPH_API_VERSION must look like v25.0'],
    [{ CARRYOVER_KEY: '' }, 'CARRYOVER_KEY or CARRYOVER_KEY_FILE is needed'],
    [{ CARRYOVER_KEY: 'hunter2hunter2' }, 'CARRYOVER_KEY must be 32 random bytes or more'],
    [{ CARRYOVER_KEY: 'a'.repeat(64) }, 'CARRYOVER_KEY is not random'],
    [{ CARRYOVER_SETUP_EMAIL: 'owner@example.com' }, 'CARRYOVER_SETUP_PASSWORD is needed'],
    [{ CARRYOVER_SETUP_PASSWORD: 'hunter2hunter2' }, 'CARRYOVER_SETUP_EMAIL is needed'],
    [{ CARRYOVER_SETUP_API_TOKEN: 'cko_hunter2hunter2hunter2' }, 'CARRYOVER_SETUP_EMAIL is needed'],
    [{ META_APP_SECRET: 'hunter2' }, 'META_APP_SECRET must be the app secret'],
    [{ META_WEBHOOK_VERIFY_TOKEN: 'hunter2' }, 'META_WEBHOOK_VERIFY_TOKEN must have 8 characters'],
    [{ SMTP_URL: 'https://u:hunter2@mail.example.com', MAIL_FROM: 'a@example.com' }, 'SMTP_URL must be an smtp://'],
    [{ SMTP_URL: 'smtp://u:hunter2@mail.example.com' }, 'MAIL_FROM is needed beside SMTP_URL'],
    [{ MAIL_FROM: 'hunter2@example.com' }, 'SMTP_URL is needed beside MAIL_FROM'],
    [{ MAIL_FROM: 'hunter2', SMTP_URL: 'smtp://mail.example.com' }, 'MAIL_FROM must be an email address'],
    [{ WORKER: 'hunter2' }, 'WORKER must be on, off or only'],
    [{ LOG_LEVEL: 'hunter2' }, 'LOG_LEVEL must be debug'],
  ])('says what is wrong with %j in one line, without the value', (change, expected) => {
    const faults = faultsOf({ ...good, ...change })
    expect(faults).toHaveLength(1)
    expect(faults[0]).toContain(expected)
    expect(faults[0]).not.toContain('\n')
    expect(faults[0]).not.toContain('hunter2')
  })

  it('refuses a key file that everybody may read, and one that is not there', () => {
    const open = path.join(directory, 'open.key')
    writeFileSync(open, TEST_KEY)
    chmodSync(open, 0o644)
    expect(faultsOf({ DATABASE_URL, CARRYOVER_KEY_FILE: open })).toEqual([
      'CARRYOVER_KEY_FILE can be read by everybody: chmod 600',
    ])
    expect(faultsOf({ DATABASE_URL, CARRYOVER_KEY_FILE: path.join(directory, 'none') })).toEqual([
      'CARRYOVER_KEY_FILE cannot be read',
    ])
  })

  it('names every fault at once', () => {
    expect(faultsOf({ PORT: 'x', WORKER: 'y' })).toHaveLength(4)
  })
})

describe('env', () => {
  it('is usable in every test process', () => {
    expect(env().masterKey).toHaveLength(32)
  })
})
