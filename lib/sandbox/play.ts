import { checkToken, needScope } from './access'
import { answers } from './answers'
import { type Call, isWrite, strike } from './faults'
import { type LedgerDetail, record } from './ledger'
import { misbehave } from './misbehave'
import { Refusal } from './refusal'
import { json, type Reply, refused } from './reply'
import type { GraphRequest } from './request'
import { accountOf, digitsOf, findRoute, type Route } from './routes'
import { misbehaviourOf } from './scenarios'
import { drawVeil } from './seen'
import type { World } from './state'
import type { TokenText } from './token'
import { countCall, minutesToNextHour } from './traffic'
import type { Visit } from './visit'

export type Play = {
  now: number
  random: () => number
  textOf: TokenText
  detail: LedgerDetail
  traceId: () => string
  inBatch: boolean
  answersChallenge: boolean
}

/** One request, one answer, one line in the ledger. */
export function playRequest(world: World, request: GraphRequest, play: Play): Reply {
  const route = findRoute(world, request)
  const digits = route === undefined ? null : digitsOf(world, request, route.call)
  const happened: Visit['happened'] = { effect: null, digits }
  const reply = answerOrRefusal(play, () => answer(world, request, play, route, happened))
  record(world, request, play.now, play.detail, {
    call: route?.call ?? 'unknown',
    digits,
    effect: happened.effect,
    answered: reply.kind === 'answer' ? String(reply.status) : reply.kind,
    inBatch: play.inBatch,
  })
  return reply
}

export function answerOrRefusal(play: Play, run: () => Reply): Reply {
  try {
    return run()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const waits = error.answer.code === answers.tooManyCalls.code
    return refused(error.answer, play.traceId(), waits ? minutesToNextHour(play.now) : 0)
  }
}

function answer(
  world: World,
  request: GraphRequest,
  play: Play,
  route: Route | undefined,
  happened: Visit['happened'],
): Reply {
  const token = checkToken(world, request, play.textOf, play.now)
  if (route === undefined) throw new Refusal(request.method === 'POST' ? answers.unsupportedPost : answers.unsupported)
  needScope(token, ...route.scopes)
  countCall(world, accountOf(world, request), play.now)
  const does = strike(world.faults, route.call, happened.digits) ?? misbehaviourOf(world, route.call, happened.digits)
  const { answersChallenge } = play
  const base = {
    request,
    answersChallenge,
    now: play.now,
    random: play.random,
    token,
    textOf: play.textOf,
    does,
    happened,
  }
  return misbehave(does, world, happened, play.traceId(), (into) => work({ ...base, world: into }, route, play))
}

function work(visit: Visit, route: Route, play: Play): Reply {
  const { world, does } = visit
  const stale = does?.kind === 'stale_reads' ? does.seconds : world.rules.staleSeconds
  if (stale > 0 && isWrite(route.call)) drawVeil(world, play.now, stale)
  const reply = answerOrRefusal(play, () => json(200, route.play(visit)))
  return { ...reply, delayMs: pace(world, route.call) }
}

/** A list of templates takes three times as long as the other reads. */
function pace({ rules }: World, call: Call): number {
  if (isWrite(call)) return rules.writeMs
  return call === 'list_templates' ? 3 * rules.readMs : rules.readMs
}
