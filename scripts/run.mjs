/**
 * The one door: `npm start`, `npm test`, `npm run check`… Needs nothing but Node 18 and npm. Installs what the lock says,
 * then hands over to the Node that came with it.
 */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const NODE_MAJOR = 24
const root = fileURLToPath(new URL('..', import.meta.url))
const bin = path.join(root, 'node_modules/.bin')

const COMMANDS = {
  start: ['scripts/serve.mjs', 'start'],
  dev: ['scripts/serve.mjs', 'dev'],
  test: ['scripts/test.mjs'],
  e2e: ['scripts/test.mjs', 'e2e'],
  check: ['scripts/check.mjs'],
  sandbox: ['--import', './scripts/ts-hooks.mjs', 'scripts/sandbox.ts'],
  backup: ['--import', './scripts/ts-hooks.mjs', 'scripts/backup.ts'],
  restore: ['--import', './scripts/ts-hooks.mjs', 'scripts/restore.ts'],
  'verify-report': ['--import', './scripts/ts-hooks.mjs', 'scripts/verify-report.ts'],
  simulate: ['--import', './scripts/ts-hooks.mjs', 'simulation/simulate.ts'],
  kills: ['--import', './scripts/ts-hooks.mjs', 'e2e/kills/run.ts'],
  'planted-bugs': ['--import', './scripts/ts-hooks.mjs', 'simulation/find-planted-bugs.ts'],
  screenshots: ['scripts/screenshots.mjs'],
  build: ['scripts/build.mjs'],
}

const readJson = (file) => JSON.parse(readFileSync(path.join(root, file), 'utf8'))

/** npm writes what it installed last of all, so this is also true after a plain `npm ci` and false after half of one. */
function isInstalled() {
  if (!existsSync(path.join(root, 'node_modules/.package-lock.json'))) return false
  const lock = readJson('package-lock.json').packages
  const wanted = readJson('package.json')
  for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies']) {
    if (JSON.stringify(sorted(wanted[kind])) !== JSON.stringify(sorted(lock[''][kind]))) return false
  }
  const there = readJson('node_modules/.package-lock.json').packages
  return Object.entries(lock).every(([name, entry]) => {
    if (name === '') return true
    const found = there[name]
    if (!found) return entry.optional === true
    return found.version === entry.version && found.integrity === entry.integrity
  })
}

const sorted = (object = {}) => Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1))

/** Passes signals on and ends as the child ends; `spawnSync` would leave a server behind. */
function run(file, args, env) {
  return new Promise((resolve) => {
    const child = spawn(file, args, { cwd: root, stdio: 'inherit', env, shell: process.platform === 'win32' })
    const forward = (signal) => child.kill(signal)
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
    for (const signal of signals) process.on(signal, forward)
    child.once('error', (error) => {
      process.stderr.write(`${file}: ${error.message}\n`)
      resolve(1)
    })
    child.once('exit', (code, signal) => {
      for (const name of signals) process.off(name, forward)
      resolve(code ?? (signal ? 1 : 0))
    })
  })
}

function findNode() {
  const ours = path.join(bin, process.platform === 'win32' ? 'node.cmd' : 'node')
  if (existsSync(ours)) return ours
  if (Number(process.versions.node.split('.')[0]) >= NODE_MAJOR) return process.execPath
  process.stderr.write(`Node ${NODE_MAJOR} is needed and npm has none for this platform: install it and start again.\n`)
  process.exit(1)
}

const [name = '', ...rest] = process.argv.slice(2)
const command = COMMANDS[name]
if (!command) {
  process.stderr.write(`Usage: node scripts/run.mjs ${Object.keys(COMMANDS).join(' | ')}\n`)
  process.exit(2)
}

const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}` }

if (!isInstalled()) {
  process.stderr.write('Installing packages…\n')
  const code = await run('npm', ['ci', '--loglevel=error', '--no-audit', '--no-fund'], process.env)
  if (code !== 0) process.exit(code)
}
process.exit(await run(findNode(), ['--disable-warning=ExperimentalWarning', ...command, ...rest], env))
