import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const STAMP = path.join(root, '.next/.built')
const FOLDERS = ['app', 'components', 'lib', 'public']
const TOP_FILE = /\.(ts|tsx|mjs|js|json)$/
const NOT_BUILT =
  /\.test\.tsx?$|^lib\/testing\/|^(next-env\.d\.ts|knip\.json|biome\.json)$|^(vitest|drizzle)\.config\.ts$/

function* files(folder) {
  for (const entry of fs.readdirSync(path.join(root, folder), { withFileTypes: true })) {
    const name = path.posix.join(folder, entry.name)
    if (entry.isDirectory()) yield* files(name)
    else if (entry.isFile()) yield name
  }
}

/** Of everything that goes into the build, by content: a fresh clone and a touched file are told apart from a change. */
function fingerprint() {
  const top = fs.readdirSync(root).filter((name) => TOP_FILE.test(name) && !name.startsWith('.'))
  const all = [
    ...top,
    ...FOLDERS.filter((folder) => fs.existsSync(path.join(root, folder))).flatMap((f) => [...files(f)]),
  ]
  const hash = createHash('sha256').update(process.version)
  for (const name of all.filter((file) => !NOT_BUILT.test(file)).sort()) {
    hash.update(`\0${name}\0`).update(fs.readFileSync(path.join(root, name)))
  }
  return hash.digest('hex')
}

function build() {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path.join(root, 'node_modules/next/dist/bin/next'), 'build'], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    })
    const forward = (signal) => child.kill(signal)
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, forward)
    child.once('exit', (code) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, forward)
      resolve(code ?? 1)
    })
  })
}

/** Returns the exit code; 0 when the build there is of exactly these sources. */
export async function buildIfStale() {
  const now = fingerprint()
  if (fs.existsSync(STAMP) && fs.readFileSync(STAMP, 'utf8') === now) return 0
  fs.rmSync(STAMP, { force: true })
  const code = await build()
  if (code === 0) fs.writeFileSync(STAMP, now)
  return code
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await buildIfStale()
