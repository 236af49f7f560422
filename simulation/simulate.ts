/**
 * `npm run simulate`: plays moves against everything that can go wrong, until every fault has struck often enough alone and
 * together with every other. `-- --runs N` plays so many; `-- --seed N --faults U5,b4` repeats one that failed, and
 * `--faults U5:register` has it strike at that call.
 */
import { parseArgs } from 'node:util'
import { startTestServer, testEnv } from '@/lib/testing/server'
import { Coverage, EACH, EACH_PAIR } from './coverage'
import { FAULTS } from './faults'
import { playAll, type Told } from './workers'

const { values: args } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    runs: { type: 'string' },
    faults: { type: 'string' },
    workers: { type: 'string', default: '2' },
    trace: { type: 'boolean', default: false },
    'stop-at-first': { type: 'boolean', default: false },
  },
})

/** A fault that cannot strike must not make the run endless. */
const MOST_SEEDS = 6000

const say = (line = '') => process.stdout.write(`${line}\n`)

const coverage = new Coverage()
const first = Number(args.seed)
const wanted = args.faults?.split(',')
const runs = wanted !== undefined ? 1 : args.runs === undefined ? null : Number(args.runs)
const totals = { seeds: 0, posts: 0, kills: 0, confirmed: 0 }
const failed: Told[] = []
let given = 0

const isEnough = (): boolean =>
  (args['stop-at-first'] && failed.length > 0) ||
  (runs === null ? given >= MOST_SEEDS || coverage.missing().length === 0 : given >= runs)

function told(played: Told): void {
  totals.seeds += 1
  totals.posts += played.posts
  totals.kills += played.kills
  if (played.status === 'confirmed') totals.confirmed += 1
  coverage.add(played.struck)
  if (args.trace) for (const line of played.trace) say(line)
  if (played.violations.length > 0) {
    failed.push(played)
    say(`FAILED  npm run simulate -- --seed ${played.seed} --faults ${played.planned.join(',')} --trace`)
    for (const violation of new Set(played.violations)) say(`        ${violation}`)
  }
  if (totals.seeds % 500 === 0) say(`${totals.seeds} seeds, ${coverage.strikes} faults, ${failed.length} failed`)
}

const server = await startTestServer()
const started = performance.now()
await playAll({
  count: Math.min(Number(args.workers), runs ?? Number.POSITIVE_INFINITY),
  databaseUrl: server.url,
  env: testEnv(server.url),
  execArgv: process.execArgv,
  next: () => {
    if (isEnough()) return null
    const seed = first + given
    given += 1
    return { seed, faults: wanted ?? coverage.choose(seed), trace: args.trace }
  },
  told,
})
const seconds = (performance.now() - started) / 1000
await server.stop()
report()

function report(): void {
  say('How often each fault struck, and at which step:')
  for (const { id, calls } of FAULTS) {
    const cells = calls.map((call) => `${call} ${coverage.cell(id, call)}`).join(', ')
    say(`  ${id.padEnd(4)} ${String(coverage.of(id)).padStart(6)}   ${cells}`)
  }
  const ended = `${totals.posts} calls sent, ${totals.kills} kills, ${totals.confirmed} moves confirmed`
  say(`${totals.seeds} seeds from ${first} in ${seconds.toFixed(0)} s: ${coverage.strikes} faults struck, ${ended}`)
  say(
    `Fewest of one fault: ${Math.min(...FAULTS.map(({ id }) => coverage.of(id)))} (wanted ${EACH}); of one pair: ${coverage.fewestOfAPair} (wanted ${EACH_PAIR})`,
  )
  const missing = runs === null ? coverage.missing() : []
  if (missing.length > 0) say(`Not often enough: ${missing.join(', ')}`)
  say(`${totals.seeds - failed.length} passed, ${failed.length + missing.length} failed`)
  process.exitCode = failed.length + missing.length === 0 ? 0 : 1
}
