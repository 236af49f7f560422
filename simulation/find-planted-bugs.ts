/**
 * `npm run planted-bugs`: spoils the engine, one line at a time, and lets the simulation play until it notices. A bug that
 * stays unnoticed fails the run: then it is the simulation that is broken. `-- --only 7` plays one of them.
 */
import { parseArgs } from 'node:util'
import { startTestServer, testEnv } from '@/lib/testing/server'
import { Coverage } from './coverage'
import { PLANTED_BUGS, type PlantedBug } from './planted-bugs'
import { playAll } from './workers'

const { values: args } = parseArgs({ options: { only: { type: 'string' }, workers: { type: 'string', default: '2' } } })

/** Beside those that the bug needs. */
const AT_ONCE = 5

/** Of crowded seeds; an honest engine gets through all of them. */
const MOST_SEEDS = 60

const HOOK = new URL('./plant-bug.mjs', import.meta.url).href

const server = await startTestServer()
const started = performance.now()
const waiting = PLANTED_BUGS.map((bug, index) => ({ bug, number: index + 1 })).filter(
  ({ number }) => args.only === undefined || number === Number(args.only),
)
const all = waiting.length
let caught = 0
await Promise.all(Array.from({ length: Number(args.workers) }, search))
await server.stop()
const seconds = ((performance.now() - started) / 1000).toFixed(0)
process.stdout.write(`${caught} of ${all} planted bugs caught in ${seconds} s\n`)
process.stdout.write(`${caught} passed, ${all - caught} failed\n`)
process.exitCode = caught === all ? 0 : 1

async function search(): Promise<void> {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const found = await play(next.bug)
    if (found !== null) caught += 1
    const how = found === null ? 'NOT NOTICED' : `seed ${found.seed}: ${found.violation}`
    process.stdout.write(`${String(next.number).padStart(3)}  ${next.bug.name}\n     ${how}\n`)
  }
}

async function play(bug: PlantedBug): Promise<{ seed: number; violation: string } | null> {
  const coverage = new Coverage()
  let seed = 0
  let found: { seed: number; violation: string } | null = null
  await playAll({
    count: 1,
    databaseUrl: server.url,
    env: { ...testEnv(server.url), PLANTED_BUG: JSON.stringify(bug) },
    execArgv: [...process.execArgv, '--import', HOOK],
    next: () => {
      if (found !== null || seed >= MOST_SEEDS) return null
      seed += 1
      return {
        seed,
        faults: [...new Set([...(bug.faults ?? []), ...coverage.choose(seed).slice(0, AT_ONCE)])],
        trace: false,
      }
    },
    told: (played) => {
      coverage.add(played.struck)
      const [violation] = played.violations
      if (violation !== undefined) found = { seed: played.seed, violation }
    },
  })
  return found
}
