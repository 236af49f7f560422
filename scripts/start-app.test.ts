import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import net, { type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '@/lib/db/ids'
import { setupLinks, users } from '@/lib/db/schema'
import { type TestContext, testContext } from '@/lib/testing/database'
import { ensureMasterKey } from './master-key.mjs'
import { createSetupLink } from './setup-link.mjs'
import { startApp } from './start-app.mjs'

let top: string

beforeAll(() => {
  top = mkdtempSync(path.join(tmpdir(), 'co-start-'))
})

afterAll(() => rmSync(top, { recursive: true, force: true }))

describe('startApp', () => {
  const nothing = { DATABASE_URL: '', CARRYOVER_KEY: '', output: 'inherit' }

  it('refuses wrong settings with one line each and exit code 78, before it starts anything', async () => {
    const dataDir = path.join(top, 'settings')
    await expect(
      startApp({ dataDir, env: { ...nothing, GRAPH_API_URL: 'http://graph.example.com', WORKER: 'maybe' } }),
    ).rejects.toMatchObject({
      exitCode: 78,
      lines: ['GRAPH_API_URL must be https, or http on a loopback address', 'WORKER must be on, off or only'],
    })
  })

  it('needs a key of its own with a PostgreSQL of somebody else', async () => {
    await expect(
      startApp({ dataDir: path.join(top, 'external'), env: { ...nothing, DATABASE_URL: 'postgres://db.example/x' } }),
    ).rejects.toMatchObject({
      exitCode: 78,
      lines: [expect.stringMatching(/^CARRYOVER_KEY or CARRYOVER_KEY_FILE is needed/)],
    })
  })

  it('says that the port is taken', async () => {
    const other = net.createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as AddressInfo // safe: it listens on TCP
    await expect(startApp({ dataDir: path.join(top, 'port'), port, env: nothing })).rejects.toMatchObject({
      lines: [`PORT, HOST: port ${port} is in use: set PORT`],
    })
    other.close()
  })
})

describe('ensureMasterKey', () => {
  it('makes one key, once, for its owner alone', () => {
    const dataDir = path.join(top, 'key')
    mkdirSync(dataDir)
    const file = ensureMasterKey(dataDir)
    const key = readFileSync(file, 'utf8')
    expect(Buffer.from(key, 'base64')).toHaveLength(32)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readFileSync(ensureMasterKey(dataDir), 'utf8')).toBe(key)
  })

  it('makes no new key beside a database that was made with another', () => {
    const dataDir = path.join(top, 'lost')
    mkdirSync(path.join(dataDir, 'pg18'), { recursive: true })
    expect(() => ensureMasterKey(dataDir)).toThrow('put the key file back')
  })
})

describe('createSetupLink', () => {
  let test: TestContext

  beforeAll(async () => {
    test = await testContext()
  })

  const secretOf = (link: string | null) => new URL(link ?? '').hash.slice(1)
  const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex')
  const stored = () => test.ctx.db.select({ hash: setupLinks.secretHash }).from(setupLinks)

  it('stores the hash alone, and a new start spends the link before', async () => {
    const first = await createSetupLink(test.databaseUrl, 'https://move.example.com')
    expect(first).toMatch(/^https:\/\/move\.example\.com\/setup#[\w-]{43}$/)
    expect(await stored()).toEqual([{ hash: hashOf(secretOf(first)) }])
    const second = await createSetupLink(test.databaseUrl, 'https://move.example.com')
    expect(await stored()).toEqual([{ hash: hashOf(secretOf(second)) }])
  })

  it('makes none once somebody has an account', async () => {
    await test.ctx.db.insert(users).values({
      id: newId(),
      email: 'owner@example.com',
      name: 'Owner',
      passwordHash: 'x',
      role: 'owner',
      createdAt: test.ctx.now(),
    })
    expect(await createSetupLink(test.databaseUrl, 'https://move.example.com')).toBeNull()
  })
})
