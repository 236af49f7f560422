import './ts-hooks.mjs'
import { spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { findAtLeast, findEnvironmentReads, findLockGaps, findLostBugs, findSecrets } from './check-rules.mjs'
import {
  checkUses,
  compareCatalogues,
  findBannedWords,
  findMissingErrorTexts,
  findUses,
  flatten,
} from './message-rules.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const LOCALES = ['en', 'vi']
const FLOORS = { next: '16.3.3', react: '19.2.6', 'react-dom': '19.2.6' }
const NODE_FLOOR = '24.0.0'

const read = (file) => readFileSync(path.join(root, file), 'utf8')
const readJson = (file) => JSON.parse(read(file))

/** Files git knows or would take: a fault in a new file is found before it is committed. */
function sources() {
  const listed = spawnSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { cwd: root, encoding: 'utf8' })
  if (listed.status !== 0) throw new Error('git ls-files failed: this check needs a clone')
  return listed.stdout.split('\0').filter((file) => file !== '' && isThere(file))
}

function isThere(file) {
  try {
    readFileSync(path.join(root, file))
    return true
  } catch {
    return false
  }
}

/** Runs a tool of node_modules; what it prints is shown only when it fails. */
function tool(script, ...args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path.join(root, 'node_modules', script), ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let text = ''
    const keep = (chunk) => {
      text += chunk
    }
    child.stdout.setEncoding('utf8').on('data', keep)
    child.stderr.setEncoding('utf8').on('data', keep)
    child.once('exit', (code) => resolve(code === 0 ? [] : [text.trim() || `${script} ended with ${code}`]))
  })
}

async function types() {
  const generated = await tool('next/dist/bin/next', 'typegen')
  return generated.length > 0 ? generated : tool('typescript/bin/tsc', '--noEmit')
}

async function messages() {
  const catalogues = Object.fromEntries(LOCALES.map((l) => [l, flatten(readJson(`lib/i18n/messages/${l}.json`))]))
  const { errorCodes } = await import('../lib/errors/catalog.ts')
  const files = sources().filter((file) => /^(app|components|lib)\/.*\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
  const uses = files.flatMap((file) => findUses(read(file), file).map((use) => ({ ...use, file })))
  return [
    ...compareCatalogues(catalogues),
    ...LOCALES.flatMap((locale) => findBannedWords(locale, catalogues[locale])),
    ...findMissingErrorTexts(catalogues.en, errorCodes),
    ...checkUses(catalogues.en, uses, Object.keys(readJson('scripts/message-families.json'))),
  ]
}

const floors = () => [
  ...Object.entries(FLOORS).flatMap(([name, floor]) =>
    findAtLeast(name, readJson(`node_modules/${name}/package.json`).version, floor),
  ),
  ...findAtLeast('node', process.versions.node, NODE_FLOOR),
]

const secrets = () => sources().flatMap((file) => findSecrets(file, read(file)))

const environment = () => sources().flatMap((file) => findEnvironmentReads(file, read(file)))

const plantedBugs = async () => findLostBugs((await import('../simulation/planted-bugs.ts')).PLANTED_BUGS, read)

/** Generates the next schema change into a copy: there must be nothing left to generate. */
async function schema() {
  const copy = mkdtempSync(path.join(root, 'node_modules/.schema-'))
  try {
    cpSync(path.join(root, 'lib/db/schema-changes'), copy, { recursive: true })
    const before = readdirSync(copy).length
    const out = `./${path.relative(root, copy)}`
    const args = ['generate', '--dialect=postgresql', '--schema=./lib/db/schema.ts', `--out=${out}`, '--name=drift']
    const faults = await tool('drizzle-kit/bin.cjs', ...args)
    if (faults.length > 0) return faults
    const extra = readdirSync(copy).length - before
    return extra === 0 ? [] : ['lib/db/schema.ts has changes without SQL: npx drizzle-kit generate --name <what>']
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

const OXLINT = ['--type-aware', '-D', 'typescript/no-floating-promises', '-D', 'typescript/no-misused-promises']

const steps = [
  ['format and lint', () => tool('@biomejs/biome/bin/biome', 'check', '.')],
  ['types', types],
  ['promises', () => tool('oxlint/bin/oxlint', ...OXLINT)],
  ['import rules', () => tool('dependency-cruiser/bin/dependency-cruiser.mjs', '.')],
  ['unused code', () => tool('knip/bin/knip.js')],
  ['messages', messages],
  ['floors', floors],
  ['lock file', () => findLockGaps(readJson('package-lock.json').packages)],
  ['secrets', secrets],
  ['environment', environment],
  ['planted bugs', plantedBugs],
  ['schema changes', schema],
]

let failed = 0
for (const [name, run] of steps) {
  const start = performance.now()
  let faults
  try {
    faults = await run()
  } catch (error) {
    faults = [error.message]
  }
  const time = `${((performance.now() - start) / 1000).toFixed(1)} s`
  process.stdout.write(`${faults.length === 0 ? 'ok  ' : 'FAIL'}  ${name.padEnd(16)} ${time.padStart(7)}\n`)
  for (const fault of faults) process.stdout.write(`${fault.replaceAll(/^/gm, '      ')}\n`)
  if (faults.length > 0) failed += 1
}
process.stdout.write(failed === 0 ? `${steps.length} checks passed\n` : `${failed} of ${steps.length} checks failed\n`)
process.exitCode = failed === 0 ? 0 : 1
