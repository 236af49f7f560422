import { type ChildProcess, spawn } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startEmbeddedPostgres } from './embedded-postgres.mjs'
import { tryLock } from './file-lock.mjs'
import { chooseIdentity, commandFor, linkLibraries, nativeDirectory } from './postgres-binaries.mjs'

type Held = { owner: boolean; pid: number; url: string }

let top: string
const children: ChildProcess[] = []

beforeAll(() => {
  top = mkdtempSync(path.join(tmpdir(), 'co-pg-'))
})

afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(top, { recursive: true, force: true })
})

const holder = fileURLToPath(new URL('./testing/hold-postgres.mjs', import.meta.url))

/** A launcher in a process of its own, once it has a server. */
async function hold(dataDir: string): Promise<{ child: ChildProcess; held: Held }> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', holder, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  for await (const line of createInterface({ input: child.stdout })) return { child, held: JSON.parse(line) }
  throw new Error('the launcher ended without a word')
}

const ended = (child: ChildProcess) =>
  new Promise<number | null>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(child.exitCode)
    else child.once('exit', (code) => resolve(code))
  })

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end().catch(() => {})
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ')
  } catch {
    return false
  }
}

/** Waits for a fact; the test's own time limit ends a wait for one that never comes. */
async function until<T>(read: () => Promise<T> | T, isSo: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await read()
    if (isSo(value)) return value
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

const answers = (url: string) =>
  query(url, 'select 1').then(
    () => true,
    () => false,
  )

describe('startEmbeddedPostgres', () => {
  it('makes a durable server that only a socket in a closed directory leads to', async () => {
    const dataDir = path.join(top, 'first')
    const server = await startEmbeddedPostgres({ dataDir })
    const settings = await query(
      server.url,
      `select name, setting from pg_settings where name in ('fsync', 'data_checksums', 'listen_addresses', 'synchronous_commit')`,
    )
    expect(Object.fromEntries(settings.map((row) => [row.name, row.setting]))).toEqual({
      fsync: 'on',
      data_checksums: 'on',
      listen_addresses: '',
      synchronous_commit: 'on',
    })
    expect(server.owner()).toBe(true)
    expect(statSync(path.join(dataDir, 'socket')).mode & 0o077).toBe(0)
    expect(statSync(path.join(dataDir, 'postgres.password')).mode & 0o077).toBe(0)
    expect(readdirSync(dataDir).filter((name) => name.includes('.new-'))).toEqual([])
    const pid = server.pid()
    await server.stop()
    expect(isAlive(pid)).toBe(false)
    expect(readFileSync(path.join(dataDir, 'postgres.log'), 'utf8')).toContain('database system is shut down')
  })

  describe('on one directory', () => {
    let dataDir: string
    let url: string

    beforeAll(async () => {
      dataDir = path.join(top, 'shared')
      const server = await startEmbeddedPostgres({ dataDir })
      url = server.url
      await query(url, 'create table kept (n int)')
      await server.stop()
    })

    const count = async () => Number((await query(url, 'select count(*) as n from kept'))[0]?.n)

    it('attaches a second starter, and lets it take over when the first stops', async () => {
      const first = await startEmbeddedPostgres({ dataDir })
      const second = await startEmbeddedPostgres({ dataDir })
      expect([first.owner(), second.owner()]).toEqual([true, false])
      expect(second.pid()).toBe(first.pid())
      await first.stop()
      await until(second.owner, (owner) => owner)
      await until(() => answers(url), Boolean)
      await second.stop()
      expect(second.pid()).toBe(0)
    })

    it('brings the server back after kill -9, with everything committed', async () => {
      const server = await startEmbeddedPostgres({ dataDir })
      await query(url, 'insert into kept values (1)')
      const before = await count()
      const killed = server.pid()
      process.kill(killed, 'SIGKILL')
      await until(server.pid, (pid) => pid !== 0 && pid !== killed)
      await until(() => answers(url), Boolean)
      expect(await count()).toBe(before)
      await server.stop()
    })

    it('attaches to what a killed launcher left running, and owns it', async () => {
      const { child, held } = await hold(dataDir)
      child.kill('SIGKILL')
      await ended(child)
      const server = await startEmbeddedPostgres({ dataDir })
      expect(server.owner()).toBe(true)
      expect(server.pid()).toBe(held.pid)
      await server.stop()
      expect(isAlive(held.pid)).toBe(false)
    })

    it('starts over a pid file that names a process of somebody else', async () => {
      const server = await startEmbeddedPostgres({ dataDir })
      await server.kill()
      const file = path.join(dataDir, 'pg18/postmaster.pid')
      const lines = readFileSync(file, 'utf8').split('\n')
      writeFileSync(file, [String(process.ppid), ...lines.slice(1)].join('\n'))
      const again = await startEmbeddedPostgres({ dataDir })
      expect(await answers(url)).toBe(true)
      await again.stop()
    })

    it('ends with its server on SIGTERM', async () => {
      const { child, held } = await hold(dataDir)
      child.kill('SIGTERM')
      expect(await ended(child)).toBe(0)
      expect(isAlive(held.pid)).toBe(false)
      expect(existsSync(path.join(dataDir, 'pg18/postmaster.pid'))).toBe(false)
    })

    it('says in one line that the password file is not the right one', async () => {
      const file = path.join(dataDir, 'postgres.password')
      const right = readFileSync(file)
      writeFileSync(file, 'wrong\n')
      await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(/^\S*postgres\.password is not the password/)
      writeFileSync(file, right)
      const server = await startEmbeddedPostgres({ dataDir })
      await server.stop()
    })
  })

  it('gives three starters at once on a fresh directory one server', async () => {
    const dataDir = path.join(top, 'three')
    const all = await Promise.all([hold(dataDir), hold(dataDir), hold(dataDir)])
    expect(all.filter(({ held }) => held.owner)).toHaveLength(1)
    expect(new Set(all.map(({ held }) => held.pid)).size).toBe(1)
    for (const { held } of all) expect(await answers(held.url)).toBe(true)
    for (const { child } of all) child.kill('SIGTERM')
    await Promise.all(all.map(({ child }) => ended(child)))
    expect(existsSync(path.join(dataDir, 'pg18/postmaster.pid'))).toBe(false)
  })

  it('puts the socket elsewhere when the path would be too long', async () => {
    const dataDir = path.join(top, 'd'.repeat(90))
    const server = await startEmbeddedPostgres({ dataDir })
    expect(await answers(server.url)).toBe(true)
    const socketDir = new URL(server.url).searchParams.get('host') ?? ''
    expect(socketDir).not.toContain(top)
    expect(statSync(socketDir).mode & 0o077).toBe(0)
    await server.stop()
    rmSync(socketDir, { recursive: true })
  })

  it('says in one line why a directory cannot be used', async () => {
    const file = path.join(top, 'a-file')
    writeFileSync(file, '')
    await expect(startEmbeddedPostgres({ dataDir: path.join(file, 'data') })).rejects.toThrow(
      /^DATA_DIR cannot be written \(ENOTDIR\)$/,
    )
  })
})

describe('linkLibraries', () => {
  it('makes the links that a blocked install script would have made', () => {
    const home = path.join(top, 'package')
    const native = path.join(home, 'native')
    mkdirSync(native, { recursive: true })
    const original = nativeDirectory()
    cpSync(path.join(original, 'bin'), path.join(native, 'bin'), { recursive: true })
    cpSync(path.join(original, 'lib'), path.join(native, 'lib'), { recursive: true, verbatimSymlinks: true })
    cpSync(path.join(original, 'pg-symlinks.json'), path.join(native, 'pg-symlinks.json'))
    const links: { target: string }[] = JSON.parse(readFileSync(path.join(native, 'pg-symlinks.json'), 'utf8'))
    for (const { target } of links) rmSync(path.join(home, target), { force: true })
    linkLibraries(native)
    linkLibraries(native)
    for (const { target } of links) expect(existsSync(path.join(home, target))).toBe(true)
  })
})

describe('chooseIdentity', () => {
  it('runs a program as somebody PostgreSQL accepts', async () => {
    const { file, args, options } = commandFor(chooseIdentity(), 'id', ['-u'])
    const child = spawn(file, args, { ...options, stdio: ['ignore', 'pipe', 'inherit'] })
    for await (const uid of createInterface({ input: child.stdout })) expect(Number(uid)).toBeGreaterThan(0)
    expect(await ended(child)).toBe(0)
  })
})

describe('tryLock', () => {
  it('is held by one, and free again when let go', () => {
    const file = path.join(top, 'some.lock')
    const held = tryLock(file)
    expect(held).not.toBeNull()
    expect(tryLock(file)).toBeNull()
    held?.release()
    const again = tryLock(file)
    expect(again).not.toBeNull()
    again?.release()
  })
})
