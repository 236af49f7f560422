/**
 * `npm run kills`: the built app on real sockets, killed at named moments and at random instants, over a road to Meta that
 * breaks, on a PostgreSQL that is killed too. Afterwards what Meta got is put beside what we say. `-- --kills N --seed N`;
 * `-- --live N` measures a start that finds N moves cut off.
 */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { Moment } from '../../lib/host'
import { buildIfStale } from '../../scripts/build.mjs'
import { seeded } from '../../simulation/random'
import { apiOf, good } from '../support/api'
import { startDatabaseServer } from '../support/database-server'
import { freePort } from '../support/free-port'
import { startMetaOverHttp } from '../support/meta-over-http'
import { PIN } from '../support/move'
import { olderProof } from '../support/older-proof'
import { newOwner, startTestApp, type TestApp } from '../support/start-test-app'
import { strikeIn } from '../support/strike'
import { keepProfile, THEIRS, tidyUp, wishesOf } from './beside'
import { findTyped, judge } from './judge'
import { moveNumber, PATIENCE } from './person'
import { measureStart } from './start-with-live'
import { startRoad, TOXICS } from './toxics'

const { values: args } = parseArgs({
  options: {
    kills: { type: 'string', default: '30' },
    seed: { type: 'string', default: '1' },
    live: { type: 'string' },
  },
})

const MOVES = 4
const CALLS = [
  'add_number',
  'request_code',
  'verify_code',
  'register',
  'subscribe_app',
  'copy_templates',
  'create_template',
  'restore_profile',
  'send_test',
  'override_callback',
  'restore_callback',
] as const
const MOMENTS: readonly Moment[] = ['intent', 'armed', 'answered', 'settled', 'probing']
const PATH = {
  add_number: /phone_numbers /,
  request_code: /request_code /,
  verify_code: /verify_code /,
  register: /register /,
  subscribe_app: /subscribed_apps /,
  copy_templates: /migrate_message_templates /,
  create_template: /\d\/message_templates /,
  restore_profile: /whatsapp_business_profile /,
  send_test: /\d\/messages /,
  // Both write to the number itself.
  override_callback: /\/v[\d.]+\/\d+ /,
  restore_callback: /\/v[\d.]+\/\d+ /,
} as const
const MOST_STARTS = 20
const FIRST_NUMBER = 201
const LAST_NUMBER = 998

/** Time goes by: what waits for a read, a proof or a cool-down need not be waited for here. */
const TIME_GOES_BY = [
  `update attempts set next_probe_at = now(), ${olderProof(150)}, armed_at = armed_at - interval '2 min' where state = 'unknown'`,
  `update migrations set look_again_at = now() where status = 'registered'`,
  `update budgets set spent_at = spent_at - interval '2 min'`,
  `update pgboss.job set start_after = now() where state = 'created'`,
]

const say = (line: string) => process.stdout.write(`${line}\n`)
const random = seeded(Number(args.seed))
if ((await buildIfStale()) !== 0) process.exit(1)
const started = performance.now()
const meta = await startMetaOverHttp()
const road = await startRoad(meta.url)
const database = await startDatabaseServer()
const dataDir = await mkdtemp(path.join(tmpdir(), 'carryover-e2e-'))
const strike = strikeIn(dataDir)
const [owner, port] = [newOwner(), await freePort()]
const env = {
  DATABASE_URL: database.url,
  CARRYOVER_KEY: randomBytes(32).toString('base64'),
  GRAPH_API_URL: road.url,
  ...strike.env,
}
const typed: string[] = [PIN]
const kills = new Map<string, number>()
const starts: number[] = []
let output = ''
let isEnding = false
let presses = 0
let next = FIRST_NUMBER
let app = await start()
let back: Promise<void> = Promise.resolve()

async function start(): Promise<TestApp> {
  const from = performance.now()
  const fresh = await startTestApp({ env, owner, port, dataDir })
  starts.push(performance.now() - from)
  void fresh.exited.then(() => {
    if (!isEnding) back = comeBack()
  })
  return fresh
}

/** The supervisor starts it again, whoever ended it; sometimes it is killed while it starts. */
async function comeBack(): Promise<void> {
  output += app.output()
  if (random.chance(0.15)) {
    count('while it starts')
    const half = startTestApp({ env, owner, port, dataDir }).then(
      (early) => early.kill(),
      () => undefined,
    )
    await Promise.race([half, wait(random.between(50, 900))])
    await half
  }
  app = await startAgain()
}

/** Its database may be killed while it starts: then it ends, and a supervisor starts it once more. */
async function startAgain(): Promise<TestApp> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await start()
    } catch (error) {
      if (tries === MOST_STARTS) throw error
    }
  }
}

const count = (what: string) => kills.set(what, (kills.get(what) ?? 0) + 1)
const killed = () => [...kills.values()].reduce((sum, many) => sum + many, 0)

/** One life of some moves: they all go their way at once while the server dies under them. */
async function playRound(round: number): Promise<string[]> {
  await meta.reset()
  await meta.control('POST', '/webhooks', { url: THEIRS })
  const { sourceId, destinationId, appSecret } = await meta.world()
  const api = apiOf({ url: app.url, owner })
  const connection = good<{ id: string }>(
    await api.post('/api/connections', { kind: 'live', token: meta.token, label: `Round ${round}` }),
  )
  good(await api.patch(`/api/connections/${connection.id}`, { token: meta.token, appSecret }))
  const moves: { id: string; number: string }[] = []
  for (let index = 0; index < MOVES; index += 1) {
    const number = `+84900000${next}`
    next += 1
    const input = {
      connectionId: connection.id,
      sourceWabaId: sourceId,
      destinationWabaId: destinationId,
      phoneNumber: number,
    }
    const { id } = good<{ id: string }>(await api.post('/api/migrations', input))
    await keepProfile(database, id)
    moves.push({ id, number })
  }
  const call = CALLS[round % CALLS.length] ?? 'register'
  const moment = MOMENTS[round % MOMENTS.length] ?? 'armed'
  for (const [index, toxic] of TOXICS.entries()) {
    if ((round + index) % 3 === 0) road.next(PATH[random.pick(CALLS)], toxic)
  }
  if (moment === 'probing') road.next(PATH[call], 'reset_after')
  strike.at(moment, call, 'SIGKILL')
  const before = app
  void app.exited.then(() => app === before && count(`${moment} ${call}`))
  let isOver = false
  const clock = passTime(() => isOver)
  const trouble = makeTrouble(() => isOver)
  const world = {
    api,
    meta,
    up: async () => back,
    pressed: () => {
      presses += 1
    },
    typed: (code: string) => typed.push(code),
    hasDone,
  }
  await Promise.all(
    moves.map(async ({ id, number }, index) => {
      const until = performance.now() + PATIENCE
      await moveNumber(world, id, number, until)
      await tidyUp(world, id, wishesOf(index, number), until)
    }),
  )
  isOver = true
  await Promise.all([clock, trouble])
  strike.off()
  await back
  return moves.map(({ id }) => id)
}

async function hasDone(id: string, command: string): Promise<boolean> {
  for (;;) {
    try {
      const done = await database.query(
        `select id from attempts where migration_id = $1 and command = $2 and state in ('done', 'confirmed_done', 'human_done')`,
        [id, command],
      )
      return done.length > 0
    } catch {
      await wait(100)
    }
  }
}

async function passTime(isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    await wait(400)
    for (const statement of TIME_GOES_BY) await database.query(statement).catch(() => undefined)
  }
}

/** Twice in a round, at any instant: the app, the database, or both. */
async function makeTrouble(isOver: () => boolean): Promise<void> {
  for (let strikes = 0; strikes < 2; strikes += 1) {
    await wait(random.between(300, 3000))
    if (isOver()) return
    await back
    const kind = database.crash === null ? 'app' : random.pick(['app', 'app', 'app', 'database', 'both'] as const)
    count(kind === 'app' ? 'at any instant' : `at any instant, ${kind}`)
    if (kind !== 'app') database.crash?.()
    if (kind !== 'database') await app.kill()
  }
}

const seen = { rounds: 0, posts: 0, double: 0, wrong: 0, moves: 0 }
const what: string[] = []
while (killed() < Number(args.kills)) {
  if (next + MOVES > LAST_NUMBER) {
    // The same numbers once more, as if days had gone by.
    next = FIRST_NUMBER
    await database.query('delete from budgets')
    await database.query('delete from gates')
  }
  const ids = await playRound(seen.rounds)
  const verdict = await judge(database, meta, ids)
  seen.rounds += 1
  seen.moves += ids.length
  seen.posts += verdict.posts
  seen.double += verdict.double
  seen.wrong += verdict.wrong
  what.push(...verdict.what)
  for (const line of verdict.what) say(`FAILED round ${seen.rounds - 1}, seed ${args.seed}: ${line}`)
  if (seen.rounds % 25 === 0) say(`${seen.rounds} rounds, ${killed()} kills, ${what.length} failed`)
}
output += app.output()
const leaks = await findTyped(database, typed)
const spoken = [...new Set(typed)].filter((secret) =>
  new RegExp(`(?<![0-9a-f])${secret}(?![0-9a-f])`).test(output),
).length
isEnding = true
if (args.live !== undefined) await measureStart({ app, database, start, say, many: Number(args.live) })
await app.kill()
await database.stop()
await meta.stop()
road.close()
await rm(dataDir, { recursive: true, force: true })

starts.sort((a, b) => a - b)
const at = (part: number) => `${((starts[Math.floor((starts.length - 1) * part)] ?? 0) / 1000).toFixed(2)} s`
for (const [name, many] of [...kills].sort()) say(`  killed ${name.padEnd(28)} ${String(many).padStart(5)}`)
for (const [name, many] of [...road.struck].sort()) say(`  road ${name.padEnd(30)} ${String(many).padStart(5)}`)
say(
  `${killed()} kills, ${seen.moves} moves, ${presses} presses, ${seen.posts} calls at Meta in ${((performance.now() - started) / 1000).toFixed(0)} s`,
)
say(`From start to ready: half within ${at(0.5)}, 99 of 100 within ${at(0.99)}`)
say(`Double calls ${seen.double}, false words ${seen.wrong}, typed secrets kept ${leaks.length + spoken}`)
const failed = seen.double + seen.wrong + leaks.length + spoken
say(`${seen.moves} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
