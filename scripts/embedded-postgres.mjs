import { spawn, spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { tryLock } from './file-lock.mjs'
import {
  checkReachable,
  chooseIdentity,
  commandFor,
  giveTo,
  linkLibraries,
  nativeDirectory,
} from './postgres-binaries.mjs'

const MAJOR = 'pg18'
const START_WITHIN = 60_000
const STOP_WITHIN = 8_000
const WATCH_EVERY = 500
/** A unix socket's whole path must fit in 103 bytes on every platform. */
const SOCKET_PATH_MAX = 103
const SOCKET_NAME = '.s.PGSQL.5432'

/**
 * Runs the PostgreSQL that npm delivered on a unix socket in `dataDir`, or attaches to the one that already runs there.
 * Whoever holds the lock file looks after the server: starts it, restarts it, stops it. When the holder goes, another
 * process that is attached takes over.
 *
 * @param {{
 *   dataDir: string, native?: string, settings?: Record<string, string>,
 *   longestPause?: number, report?: (event: string, why?: string) => void,
 * }} options `longestPause`: milliseconds before a server that keeps dying is started once more
 */
export async function startEmbeddedPostgres({
  dataDir,
  native = nativeDirectory(),
  settings = {},
  longestPause = 30_000,
  report = () => {},
}) {
  const cluster = openCluster(dataDir, native, settings)
  let lock = null
  let child = null
  let stopped = false
  let busy = true
  let restarts = 0

  const running = () => (child !== null && child.exitCode === null && child.signalCode === null) || serverPid(cluster)

  async function bring() {
    const deadline = Date.now() + START_WITHIN
    let reason = 'it does not answer'
    while (!stopped) {
      lock ??= tryLock(cluster.lockFile)
      if (lock && !running()) {
        if (!fs.existsSync(cluster.data)) initialise(cluster)
        if (removeStalePidFile(cluster)) child = launch(cluster)
      }
      const answer = await ask(cluster)
      if (answer === 'yes') return
      reason = answer
      if (Date.now() > deadline) throw new Error(`PostgreSQL did not start (${reason}): see ${cluster.logFile}`)
      await sleep(30)
    }
  }

  async function watch() {
    if (busy || stopped) return
    busy = true
    try {
      lock ??= tryLock(cluster.lockFile)
      if (lock && !running()) {
        restarts += 1
        report('database_restarted')
        // The first restart is immediate; a server that keeps dying is given longer and longer.
        if (restarts > 1) await sleep(Math.min(longestPause, WATCH_EVERY * 2 ** restarts))
        await bring()
      } else if (child && Date.now() - child.startedAt > 300_000) restarts = 0
    } catch (error) {
      report('database_down', error.message)
    } finally {
      busy = false
    }
  }

  function signalServer(signal) {
    const pid = serverPid(cluster) || child?.pid
    if (!pid) return
    try {
      process.kill(pid, signal)
    } catch {
      // It has just gone.
    }
  }

  // A process that ends without stop() still must not leave its server behind.
  const onExit = () => {
    if (lock) signalServer('SIGINT')
  }
  process.once('exit', onExit)

  try {
    await bring()
  } catch (error) {
    stopped = true
    process.off('exit', onExit)
    if (lock) signalServer('SIGINT')
    lock?.release()
    throw error
  } finally {
    busy = false
  }
  const timer = setInterval(() => void watch(), WATCH_EVERY)
  timer.unref()

  async function end(signals) {
    if (stopped) return
    stopped = true
    clearInterval(timer)
    process.off('exit', onExit)
    if (!lock) return
    for (const signal of signals) {
      signalServer(signal)
      const until = Date.now() + STOP_WITHIN
      while (running() && Date.now() < until) await sleep(10)
      if (!running()) break
    }
    lock.release()
  }

  return {
    url: urlOf(cluster),
    /** Whether this process looks after the server. */
    owner: () => lock !== null,
    pid: () => serverPid(cluster),
    /** Fast shutdown: sessions are ended, everything committed is kept, a checkpoint is written. */
    stop: () => end(['SIGINT', 'SIGQUIT', 'SIGKILL']),
    /** As a power cut would. For tests. */
    kill: () => end(['SIGKILL']),
  }
}

function openCluster(dataDir, native, settings) {
  if (!dataDir) throw new Error('DATA_DIR is empty')
  try {
    fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    fs.accessSync(dataDir, fs.constants.W_OK)
  } catch (error) {
    throw new Error(`DATA_DIR cannot be written (${error.code})`)
  }
  const home = fs.realpathSync(dataDir)
  const identity = chooseIdentity()
  // Nobody must pass through, and still not see what is in it: the key lies there too.
  if (identity.kind === 'nobody') fs.chmodSync(home, 0o711)
  checkReachable(identity, home, 'DATA_DIR')
  checkReachable(identity, native, 'its programs')
  linkLibraries(native)
  return {
    home,
    native,
    settings,
    identity,
    data: path.join(home, MAJOR),
    lockFile: path.join(home, 'database.lock'),
    logFile: path.join(home, 'postgres.log'),
    passwordFile: path.join(home, 'postgres.password'),
    socketDir: openSocketDirectory(home, identity),
  }
}

function openSocketDirectory(home, identity) {
  const inside = path.join(home, 'socket')
  if (Buffer.byteLength(path.join(inside, SOCKET_NAME)) <= SOCKET_PATH_MAX) {
    fs.mkdirSync(inside, { recursive: true, mode: 0o700 })
    giveTo(identity, inside)
    return inside
  }
  const outside = path.join(os.tmpdir(), `carryover-${createHash('sha256').update(home).digest('hex').slice(0, 16)}`)
  try {
    fs.mkdirSync(outside, { mode: 0o700 })
    giveTo(identity, outside)
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
  }
  // Anybody may make a directory in tmp: trust only one that is ours and closed to others.
  const found = fs.lstatSync(outside)
  const owner = identity.kind === 'nobody' ? identity.uid : process.getuid?.()
  if (!found.isDirectory() || (owner !== undefined && (found.uid !== owner || (found.mode & 0o077) !== 0))) {
    throw new Error(`${outside} belongs to somebody else: choose a shorter DATA_DIR`)
  }
  return outside
}

const readPassword = (cluster) => fs.readFileSync(cluster.passwordFile, 'utf8').trim()

function urlOf(cluster, database = 'postgres') {
  const host = encodeURIComponent(cluster.socketDir)
  return `postgres://app:${readPassword(cluster)}@localhost/${database}?host=${host}&port=5432`
}

/** initdb goes to another name first: a directory called pg18 is always whole. */
function initialise(cluster) {
  for (const name of fs.readdirSync(cluster.home)) {
    if (name.startsWith(`${MAJOR}.new-`)) fs.rmSync(path.join(cluster.home, name), { recursive: true, force: true })
  }
  fs.writeFileSync(cluster.passwordFile, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 })
  const fresh = path.join(cluster.home, `${MAJOR}.new-${randomBytes(6).toString('hex')}`)
  fs.mkdirSync(fresh, { mode: 0o700 })
  giveTo(cluster.identity, fresh)
  const passwordCopy = `${fresh}.password`
  fs.writeFileSync(passwordCopy, readPassword(cluster), { mode: 0o600 })
  giveTo(cluster.identity, passwordCopy)
  const { file, args, options } = commandFor(cluster.identity, path.join(cluster.native, 'bin/initdb'), [
    '--pgdata',
    fresh,
    '--username=app',
    '--auth=scram-sha-256',
    `--pwfile=${passwordCopy}`,
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--locale=C.UTF-8',
    '--data-checksums',
    ...(cluster.settings.fsync === 'off' ? ['--no-sync'] : []),
  ])
  const made = spawnSync(file, args, { ...options, cwd: cluster.home, encoding: 'utf8' })
  fs.rmSync(passwordCopy, { force: true })
  if (made.status !== 0) {
    fs.rmSync(fresh, { recursive: true, force: true })
    const why = (made.error?.message ?? made.stderr ?? '')
      .trim()
      .split('\n')
      .findLast((line) => line !== '')
    throw new Error(`The database could not be created: ${why}`)
  }
  fs.renameSync(fresh, cluster.data)
}

function launch(cluster) {
  const settings = {
    listen_addresses: '',
    unix_socket_directories: cluster.socketDir,
    unix_socket_permissions: '0700',
    shared_buffers: '64MB',
    max_wal_size: '256MB',
    max_connections: '40',
    wal_level: 'minimal',
    max_wal_senders: '0',
    jit: 'off',
    log_timezone: 'UTC',
    timezone: 'UTC',
    ...cluster.settings,
  }
  const { file, args, options } = commandFor(cluster.identity, path.join(cluster.native, 'bin/postgres'), [
    '-D',
    cluster.data,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ])
  const log = fs.openSync(cluster.logFile, fs.existsSync(cluster.logFile) && isLong(cluster.logFile) ? 'w' : 'a', 0o600)
  // A group of its own: Ctrl-C in the terminal must reach the app first, and the database only through stop().
  const child = spawn(file, args, { ...options, cwd: cluster.home, detached: true, stdio: ['ignore', log, log] })
  fs.closeSync(log)
  child.on('error', () => {})
  child.unref()
  child.startedAt = Date.now()
  return child
}

const isLong = (file) => fs.statSync(file).size > 5_000_000

function readPidFile(cluster) {
  try {
    const lines = fs.readFileSync(path.join(cluster.data, 'postmaster.pid'), 'utf8').split('\n')
    const pid = Number(lines[0])
    const segment = Number(lines[6]?.trim().split(/\s+/)[1])
    return Number.isInteger(pid) && pid > 0 ? { pid, segment } : null
  } catch {
    return null
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function isOurServer(cluster, pid) {
  if (process.platform !== 'linux') return isAlive(pid)
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(cluster.data)
  } catch {
    return false
  }
}

/** The pid of the server on this directory, or 0. */
function serverPid(cluster) {
  const found = readPidFile(cluster)
  return found && isOurServer(cluster, found.pid) ? found.pid : 0
}

/**
 * A pid file left by a crash may name a process that is somebody else's by now, and PostgreSQL would refuse for ever.
 * Returns false while children of the dead server still hold its memory: starting over them would destroy data.
 */
function removeStalePidFile(cluster) {
  const found = readPidFile(cluster)
  if (!found || !isAlive(found.pid) || isOurServer(cluster, found.pid)) return true
  if (process.platform === 'linux' && isSegmentInUse(found.segment)) return false
  fs.rmSync(path.join(cluster.data, 'postmaster.pid'), { force: true })
  return true
}

function isSegmentInUse(segment) {
  if (!Number.isInteger(segment)) return false
  try {
    const [head, ...rows] = fs.readFileSync('/proc/sysvipc/shm', 'utf8').trim().split('\n')
    const columns = head.trim().split(/\s+/)
    const id = columns.indexOf('shmid')
    const attached = columns.indexOf('nattch')
    return rows
      .map((row) => row.trim().split(/\s+/))
      .some((row) => Number(row[id]) === segment && Number(row[attached]) > 0)
  } catch {
    return false
  }
}

/** 'yes', or in a word why not. */
async function ask(cluster) {
  if (!fs.existsSync(cluster.passwordFile)) return 'not created yet'
  const client = new pg.Client({ connectionString: urlOf(cluster), connectionTimeoutMillis: 5000 })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('select 1')
    return 'yes'
  } catch (error) {
    if (error.code === '28P01') {
      throw new Error(`${cluster.passwordFile} is not the password of the database beside it`)
    }
    return error.code ?? 'no answer'
  } finally {
    await client.end().catch(() => {})
  }
}
