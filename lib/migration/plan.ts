import * as z from 'zod'
import { CheckView } from '@/lib/checks/view'
import * as endpoints from '@/lib/graph/endpoints'
import { type Command, type Effect, isBeforeMove, type Status } from './machine'
import { NumberSnapshot, TemplateFact } from './snapshot'
import type { Meter, MigrationView } from './view'
import { STAY_REASONS, splitTemplates } from './what-moves'

const time = z.iso.datetime()

/** The calls of a move in their order. `check` and `confirm` read; the others make Meta do something. */
export const PLANNED = [
  'check',
  'subscribe_app',
  'copy_templates',
  'add_number',
  'request_code',
  'verify_code',
  'register',
  'confirm',
] as const satisfies readonly Command[]
export type Planned = (typeof PLANNED)[number]

const planned = z.enum(PLANNED)

const PlannedCall = z
  .object({
    command: planned,
    writes: z.boolean(),
    method: z.enum(['GET', 'POST']),
    /** Ids that Meta gives only on the way stand as `{phone_number_id}`. */
    path: z.string(),
    /** `optional`: sent only when somebody asks for it. */
    state: z.enum(['done', 'planned', 'optional']),
    /** Done without us: Meta shows it already. */
    foundDone: z.boolean(),
    pointOfNoReturn: z.boolean(),
    attempts: z.object({ used: z.number(), limit: z.number(), nextAt: time.nullable() }).nullable(),
  })
  .meta({ id: 'PlannedCall' })
export type PlannedCall = z.infer<typeof PlannedCall>

const Stop = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.enum(['accounts', 'number', 'restored', 'running']) }),
    /** `failing` stops the move; `unsure` waits for a person's word and does not stop it. */
    z.object({ kind: z.enum(['failing', 'unsure']), check: CheckView }),
    z.object({ kind: z.literal('wait'), command: planned.nullable(), until: time }),
  ])
  .meta({ id: 'PlanStop' })
export type Stop = z.infer<typeof Stop>

/** What would happen from here on, and nothing of it done. */
export const MovePlan = z
  .object({
    /** When Meta was read for it; null when it stands on what is known already. */
    readAt: time.nullable(),
    stops: z.array(Stop),
    calls: z.array(PlannedCall),
    moves: NumberSnapshot.pick({
      displayName: true,
      qualityRating: true,
      messagingLimit: true,
      officialAccount: true,
    }).nullable(),
    templates: z
      .object({
        moving: z.array(TemplateFact),
        staying: z.array(TemplateFact.extend({ reason: z.enum(STAY_REASONS) })),
        /** How many still fit into the destination WABA. */
        room: z.number().nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'MovePlan' })
export type MovePlan = z.infer<typeof MovePlan>

/** One read of Meta, for this plan alone. */
export type PlanFacts = {
  readAt: Date
  checks: readonly CheckView[]
  /** The number as the destination WABA's own list shows it. */
  there: { id: string; is: 'pending' | 'verified' | 'connected' } | null
  /** The 14 days of the verified number are over. */
  lapsed: boolean
  before: NumberSnapshot | null
  sourceTemplates: readonly TemplateFact[] | null
  destinationTemplates: readonly TemplateFact[] | null
}

export function planOf(view: MigrationView, facts: PlanFacts | null): MovePlan {
  const checks = facts?.checks ?? view.checks
  const reached = reachedBy(view.status, facts)
  const calls =
    view.status === 'cancelled' ? [] : PLANNED.map((command) => callOf(view, facts, checks, reached, command))
  const before = facts === null ? view.before : facts.before
  const split =
    facts === null
      ? splitTemplates(view.before?.templates)
      : splitTemplates(facts.sourceTemplates, facts.destinationTemplates ?? [])
  return {
    readAt: facts?.readAt.toISOString() ?? null,
    stops: isBeforeMove(view.status) ? stopsOf(view, checks, calls) : [],
    calls,
    moves: before === null ? null : pickMoves(before),
    templates: split && { ...split, room: roomOf(checks) },
  }
}

const RANK: readonly Status[] = [
  'draft',
  'ready',
  'number_added',
  'code_requested',
  'verified',
  'registered',
  'confirmed',
]

/** How far the number is, by what we did and by what Meta shows. */
function reachedBy(status: Status, facts: PlanFacts | null): number {
  if (facts === null || !isBeforeMove(status)) return RANK.indexOf(status)
  const seen = { pending: 'number_added', verified: 'verified', connected: 'registered' } as const
  const known = facts.lapsed ? 'number_added' : status
  return Math.max(RANK.indexOf(known), facts.there === null ? 0 : RANK.indexOf(seen[facts.there.is]))
}

type MoveStep = Exclude<Planned, 'subscribe_app' | 'copy_templates'>

/** The status with which each call is behind us. */
const BEHIND: Readonly<Record<MoveStep, Status>> = {
  check: 'registered',
  add_number: 'number_added',
  request_code: 'code_requested',
  verify_code: 'verified',
  register: 'registered',
  confirm: 'confirmed',
}

function callOf(
  view: MigrationView,
  facts: PlanFacts | null,
  checks: readonly CheckView[],
  reached: number,
  command: Planned,
): PlannedCall {
  const isStep = command !== 'subscribe_app' && command !== 'copy_templates'
  const behind = isStep && isBehind(command, reached)
  const state = command === 'subscribe_app' ? subscription(checks) : isStep ? (behind ? 'done' : 'planned') : 'optional'
  const writes = command !== 'check' && command !== 'confirm'
  return {
    command,
    writes,
    ...wireOf(view, facts, command),
    state,
    foundDone: state === 'done' && writes && !(isStep && isBehind(command, RANK.indexOf(view.status))),
    pointOfNoReturn: command === 'register',
    attempts: writes ? attemptsLeft(view.meters, command) : null,
  }
}

const isBehind = (command: MoveStep, reached: number): boolean => reached >= RANK.indexOf(BEHIND[command])

function subscription(checks: readonly CheckView[]): PlannedCall['state'] {
  const outcome = checks.find((check) => check.kind === 'webhook_subscription')?.outcome
  if (outcome === 'pass') return 'done'
  return outcome === 'fail' ? 'planned' : 'optional'
}

/** Method and address as the client would send them, without what is in the body: it holds the code and the PIN. */
function wireOf(view: MigrationView, facts: PlanFacts | null, command: Planned): Pick<PlannedCall, 'method' | 'path'> {
  const wabaId = view.destination?.wabaId ?? '{destination_waba_id}'
  const phoneNumberId = view.number?.phoneNumberId ?? facts?.there?.id ?? '{phone_number_id}'
  const told = {
    wabaId,
    phoneNumberId,
    cc: '',
    nationalNumber: '',
    method: 'SMS',
    language: '',
    code: '',
    pin: '',
    sourceWabaId: '',
    templateIds: [],
  } as const
  switch (command) {
    // Many reads in one batch.
    case 'check':
      return { method: 'POST', path: '/' }
    case 'subscribe_app':
      return { method: endpoints.subscribeApp.method, path: endpoints.subscribeApp.path(told) }
    case 'copy_templates':
      return { method: endpoints.copyTemplates.method, path: endpoints.copyTemplates.path(told) }
    case 'add_number':
      return { method: endpoints.addPhoneNumber.method, path: endpoints.addPhoneNumber.path(told) }
    case 'request_code':
      return { method: endpoints.requestCode.method, path: endpoints.requestCode.path(told) }
    case 'verify_code':
      return { method: endpoints.verifyCode.method, path: endpoints.verifyCode.path(told) }
    case 'register':
      return { method: endpoints.register.method, path: endpoints.register.path(told) }
    case 'confirm':
      return { method: 'GET', path: endpoints.phoneNumberAll.path({ id: phoneNumberId }) }
  }
}

function attemptsLeft(meters: readonly Meter[], command: Effect): PlannedCall['attempts'] {
  const meter = meters.find((candidate) => candidate.command === command)
  return meter === undefined ? null : { used: meter.used, limit: meter.limit, nextAt: meter.nextAt }
}

function stopsOf(view: MigrationView, checks: readonly CheckView[], calls: readonly PlannedCall[]): Stop[] {
  const due = calls.filter((call) => call.state === 'planned')
  return [
    ...(view.source === null || view.destination === null ? [{ kind: 'accounts' } as const] : []),
    ...(view.number === null ? [{ kind: 'number' } as const] : []),
    ...(view.quarantined ? [{ kind: 'restored' } as const] : []),
    ...(view.live === null ? [] : [{ kind: 'running' } as const]),
    ...checks.filter((check) => check.blocking).map((check) => ({ kind: 'failing', check }) as const),
    ...checks.filter((check) => check.asks).map((check) => ({ kind: 'unsure', check }) as const),
    ...waitsOf(view, due),
  ]
}

/** Meta's own waits and ours, once for each call that is still due. */
function waitsOf(view: MigrationView, due: readonly PlannedCall[]): Stop[] {
  const everything = view.waits.find((wait) => wait.command === '*')
  const each = due.flatMap(({ command, attempts }): Stop[] => {
    const untils = [view.waits.find((wait) => wait.command === command)?.until, attempts?.nextAt ?? undefined]
    const until = untils
      .filter((known) => known !== undefined)
      .sort()
      .at(-1)
    return until === undefined ? [] : [{ kind: 'wait', command, until }]
  })
  return everything === undefined ? each : [{ kind: 'wait', command: null, until: everything.until }, ...each]
}

const pickMoves = (from: NumberSnapshot): MovePlan['moves'] => ({
  displayName: from.displayName,
  qualityRating: from.qualityRating,
  messagingLimit: from.messagingLimit,
  officialAccount: from.officialAccount,
})

function roomOf(checks: readonly CheckView[]): number | null {
  const fact = checks.find((check) => check.kind === 'template_room')?.fact
  return typeof fact?.limit === 'number' && typeof fact.there === 'number' ? Math.max(0, fact.limit - fact.there) : null
}
