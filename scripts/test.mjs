import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildIfStale } from './build.mjs'
import { findBrowser } from './find-browser.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const results = path.join(root, 'test-results')
const NO_BROWSER = 3

function run(script, args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path.join(root, script), ...args], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...env },
    })
    const forward = (signal) => child.kill(signal)
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, forward)
    child.once('exit', (code) => {
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

const [only, ...args] = process.argv.slice(2)
fs.mkdirSync(results, { recursive: true })
const suites = only === 'e2e' ? [await browser(args)] : [await unit(), await browser([])]
const sum = (key) => suites.reduce((all, suite) => all + suite[key], 0)
process.stdout.write('\n')
for (const suite of suites) process.stdout.write(`${suite.name}: ${suite.passed} passed, ${suite.failed} failed\n`)
process.stdout.write(`${sum('passed')} passed, ${sum('failed')} failed\n`)
process.exitCode = sum('failed') === 0 ? 0 : 1
