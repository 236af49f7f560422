import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildIfStale } from './build.mjs'
import { findBrowser } from './find-browser.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const results = path.join(root, 'test-results')
const NO_BROWSER = 3

function run(script, args, env = {}, listen = null) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path.join(root, script), ...args], {
      cwd: root,
      stdio: ['inherit', listen ? 'pipe' : 'inherit', listen ? 'pipe' : 'inherit'],
      env: { ...process.env, ...env },
    })
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', listen)
    const forward = (signal) => child.kill(signal)
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, forward)
    child.once('close', (code) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, forward)
      resolve(code ?? 1)
    })
  })
}

function readReport(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}

/** A run that ended badly without a failed test of its own (a file that does not load) counts as one failure. */
const total = (name, code, passed, failed) => ({ name, passed, failed: code !== 0 && failed === 0 ? 1 : failed })

async function unit() {
  const file = path.join(results, 'unit.json')
  fs.rmSync(file, { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const code = await run('node_modules/vitest/vitest.mjs', ['run', ...reporters])
  const report = readReport(file)
  return total('unit and integration', code, report?.numPassedTests ?? 0, report?.numFailedTests ?? 0)
}

async function browser(args) {
  const chromium = findBrowser()
  if (chromium === null) {
    process.stderr.write('No browser for the tests: install Chromium, or set CHROMIUM to the path of one.\n')
    process.exit(NO_BROWSER)
  }
  if ((await buildIfStale()) !== 0) return total('browser (the build failed)', 1, 0, 0)
  const file = path.join(root, 'test-results', 'e2e.json')
  fs.rmSync(file, { force: true })
  const code = await run(
    'node_modules/@playwright/test/cli.js',
    ['test', '-c', 'e2e/playwright.config.ts', '--reporter=list,json', ...args],
    { PLAYWRIGHT_JSON_OUTPUT_NAME: file, ...(chromium ? { CHROMIUM: chromium } : {}) },
  )
  const stats = readReport(file)?.stats ?? { expected: 0, unexpected: 0, flaky: 0 }
  return total('browser', code, stats.expected, stats.unexpected + stats.flaky)
}

/** A run of its own that ends with "N passed, N failed"; what it says is shown when it is over. */
async function counted(name, args) {
  let text = ''
  const code = await run('scripts/run.mjs', args, {}, (chunk) => {
    text += chunk
  })
  process.stdout.write(`\n${name}\n${text}`)
  const [, passed, failed] = /(\d+) passed, (\d+) failed\s*$/.exec(text) ?? [null, 0, 0]
  return total(name, code, Number(passed), Number(failed))
}

/** The kills wait most of the time for apps that start; meanwhile the simulation computes. */
async function faults() {
  if ((await buildIfStale()) !== 0) return [total('faults (the build failed)', 1, 0, 0)]
  const simulated = async () => [
    await counted('simulation', ['simulate']),
    await counted('planted bugs', ['planted-bugs']),
  ]
  const [virtual, real] = await Promise.all([simulated(), counted('kills', ['kills', '--kills', '20'])])
  return [...virtual, real]
}

const everything = async () => [await unit(), ...(await faults()), await browser([])]

const [only, ...args] = process.argv.slice(2)
fs.mkdirSync(results, { recursive: true })
const suites = only === 'e2e' ? [await browser(args)] : await everything()
const sum = (key) => suites.reduce((all, suite) => all + suite[key], 0)
process.stdout.write('\n')
for (const suite of suites) process.stdout.write(`${suite.name}: ${suite.passed} passed, ${suite.failed} failed\n`)
process.stdout.write(`${sum('passed')} passed, ${sum('failed')} failed\n`)
process.exitCode = sum('failed') === 0 ? 0 : 1
