import { buildIfStale } from './build.mjs'
import { StartError, startApp } from './start-app.mjs'

/** npm, the shell and run.mjs may each pass on the same Ctrl-C; a signal this much later is a person who insists. */
const INSIST_AFTER = 1500

const dev = process.argv[2] === 'dev'
const say = (line) => process.stdout.write(`${line}\n`)

let app = null
let stoppingSince = 0

async function onSignal() {
  if (stoppingSince) {
    if (app && performance.now() - stoppingSince > INSIST_AFTER) await app.kill()
    return
  }
  stoppingSince = performance.now()
  await app?.stop()
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void onSignal())

async function main() {
  const built = dev ? 0 : await buildIfStale()
  if (built !== 0 || stoppingSince) return built
  app = await startApp({ dev })
  if (stoppingSince) {
    await app.stop()
    return 0
  }
  say('')
  say(`Carryover is ready: ${app.url}`)
  if (app.setupLink) {
    say('')
    say('First run: make the owner account with this link. It works once, and every start makes a new one.')
    say(app.setupLink)
  }
  const code = await app.exited
  const asked = stoppingSince > 0
  await app.stop()
  return asked ? 0 : code || 1
}

try {
  process.exitCode = await main()
} catch (error) {
  const lines = error instanceof StartError ? error.lines : [error.stack]
  for (const line of lines) process.stderr.write(`${line}\n`)
  process.exitCode = error instanceof StartError ? error.exitCode : 1
}
