import './ts-hooks.mjs'
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { startEmbeddedPostgres } from './embedded-postgres.mjs'
import { ensureMasterKey } from './master-key.mjs'
import { createSetupLink } from './setup-link.mjs'

const { EXIT_CONFIG, EnvError, readEnv } = await import('../lib/env.ts')

const root = fileURLToPath(new URL('..', import.meta.url))
const READY_WITHIN = 90_000
/** The app lets running work end for up to 30 s; a little more, and it is ended. */
const STOP_WITHIN = 34_000

/** A start that cannot succeed: `lines` for people, `exitCode` for supervisors. */
export class StartError extends Error {
  constructor(lines, exitCode) {
    super(lines.join('\n'))
    this.name = 'StartError'
    this.lines = lines
    this.exitCode = exitCode
  }
}

/**
 * Starts the whole product: the embedded database unless DATABASE_URL is set, then the built app, and waits until it is
 * ready. `env` is put over this process's environment. `output` is 'inherit', or a function that gets the app's text.
 *
 * @param {{ env?: Record<string, string | undefined>, dataDir?: string, port?: number, host?: string, dev?: boolean, output?: 'inherit' | ((text: string) => void) }} [options]
 * @returns {Promise<{ url: string, setupLink: string | null, databaseUrl: string, pid: number, exited: Promise<number>, stop: () => Promise<void>, kill: () => Promise<void> }>}
 */
export async function startApp({ env = {}, dataDir, port, host, dev = false, output = 'inherit' } = {}) {
  const wanted = {
    ...process.env,
    ...env,
    ...(dataDir === undefined ? {} : { DATA_DIR: dataDir }),
    ...(port === undefined ? {} : { PORT: String(port) }),
    ...(host === undefined ? {} : { HOST: host }),
  }
  const embedded = !wanted.DATABASE_URL
  // Relative to where the product stands, not to where somebody typed the command.
  const home = path.resolve(root, wanted.DATA_DIR || 'data')
  if (embedded && !wanted.CARRYOVER_KEY && !wanted.CARRYOVER_KEY_FILE) {
    wanted.CARRYOVER_KEY_FILE = keyFileIn(home)
  }
  const settings = readSettings({ ...wanted, DATABASE_URL: wanted.DATABASE_URL || 'postgres://embedded' })
  await refuseTakenPort(settings.PORT, settings.HOST)

  const database = embedded ? await startDatabase(home) : null
  const databaseUrl = database?.url ?? settings.DATABASE_URL
  const app = spawnApp({ settings, dev, output, env: { ...wanted, DATA_DIR: home, DATABASE_URL: databaseUrl } })

  let over = false
  async function finish(end) {
    if (over) return
    over = true
    await end()
  }
  const stop = () =>
    finish(async () => {
      signalGroup(app.child, 'SIGTERM')
      await Promise.race([app.exited, sleep(STOP_WITHIN, undefined, { ref: false })])
      signalGroup(app.child, 'SIGKILL')
      await app.exited
      await database?.stop()
    })
  const kill = () =>
    finish(async () => {
      signalGroup(app.child, 'SIGKILL')
      await Promise.all([app.exited, database?.kill()])
    })

  try {
    const url = `http://${reachable(settings.HOST)}:${settings.PORT}`
    await waitUntilReady(url, app)
    const setupLink = await createSetupLink(databaseUrl, settings.publicUrl)
    return { url: settings.publicUrl, setupLink, databaseUrl, pid: app.child.pid, exited: app.exited, stop, kill }
  } catch (error) {
    await finish(async () => {
      signalGroup(app.child, 'SIGKILL')
      await app.exited
      await database?.stop()
    })
    throw error
  }
}

function readSettings(source) {
  try {
    return readEnv(source)
  } catch (error) {
    if (error instanceof EnvError) throw new StartError(error.faults, EXIT_CONFIG)
    throw error
  }
}

function keyFileIn(home) {
  try {
    fs.mkdirSync(home, { recursive: true, mode: 0o700 })
    return ensureMasterKey(home)
  } catch (error) {
    throw new StartError([error.code ? `DATA_DIR cannot be written (${error.code})` : error.message], EXIT_CONFIG)
  }
}

async function startDatabase(home) {
  try {
    return await startEmbeddedPostgres({
      dataDir: home,
      report: (event) => process.stderr.write(`${JSON.stringify({ level: 'warn', event })}\n`),
    })
  } catch (error) {
    throw new StartError([error.message], 1)
  }
}

/** Somebody else on the port could answer in our place, and the people would sign in there. */
function refuseTakenPort(port, host) {
  return new Promise((resolve, reject) => {
    const probe = net.createServer()
    probe.once('error', (error) => {
      const why =
        error.code === 'EADDRINUSE' ? `port ${port} is in use: set PORT` : `cannot listen there (${error.code})`
      reject(new StartError([`PORT, HOST: ${why}`], 1))
    })
    probe.listen(port, host, () => probe.close(() => resolve()))
  })
}

function spawnApp({ settings, dev, output, env }) {
  const next = path.join(root, 'node_modules/next/dist/bin/next')
  const watch = dev ? [] : ['--import', new URL('end-with-parent.mjs', import.meta.url).href]
  const child = spawn(
    process.execPath,
    [...watch, next, dev ? 'dev' : 'start', '-H', settings.HOST, '-p', String(settings.PORT)],
    {
      cwd: root,
      env: { ...env, NODE_ENV: dev ? 'development' : 'production', NEXT_TELEMETRY_DISABLED: '1' },
      // A group of its own, so that one signal reaches all of it and Ctrl-C does not reach it twice.
      detached: process.platform !== 'win32',
      stdio: output === 'inherit' ? ['pipe', 'inherit', 'inherit'] : ['pipe', 'pipe', 'pipe'],
    },
  )
  if (typeof output === 'function') {
    child.stdout.setEncoding('utf8').on('data', output)
    child.stderr.setEncoding('utf8').on('data', output)
  }
  const exited = new Promise((resolve) => {
    child.once('error', () => resolve(1))
    child.once('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)))
  })
  return { child, exited }
}

function signalGroup(child, signal) {
  if (child.pid === undefined) return
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal)
  } catch {
    // It has ended.
  }
}

const reachable = (host) => {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}

async function waitUntilReady(url, app) {
  const deadline = Date.now() + READY_WITHIN
  let reason = 'no answer'
  while (Date.now() < deadline) {
    const outcome = await Promise.race([app.exited.then((code) => ({ code })), askReady(url)])
    if ('code' in outcome)
      throw new StartError([`The app ended while it started (${outcome.code}).`], outcome.code || 1)
    if (outcome.status === 'ready') return
    reason = outcome.status
    await sleep(50)
  }
  throw new StartError([`The app did not become ready (${reason}).`], 1)
}

async function askReady(url) {
  try {
    const response = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(10_000) })
    return { status: String((await response.json()).status) }
  } catch {
    return { status: 'no answer' }
  }
}
