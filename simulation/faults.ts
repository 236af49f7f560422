import { EFFECTS, type Effect } from '@/lib/migration/machine'
import { answers, envelope } from '@/lib/sandbox/answers'
import type { Misbehaviour } from '@/lib/sandbox/faults'
import type { Random } from './random'

/** How the road to Meta breaks; `work` says whether Meta did it all the same. */
export type RoadFault =
  | { at: 'connect'; code: string; times: number }
  | { at: 'answer'; how: 'timeout' | 'reset' | 'cut'; work: boolean; late: boolean }
  | { at: 'meta'; does: Misbehaviour }
  | { at: 'reads'; seconds: number; work: boolean }

type Upstream = { id: string; calls: readonly Effect[]; make: (random: Random, call: Effect) => RoadFault }

/** Where Meta may or may not have done it: mostly it has, because proving that it has not takes long. */
const DONE = 0.75

const POSTS: readonly Effect[] = EFFECTS
/** Whether a code or a message was sent nobody can read. */
const PROBED: readonly Effect[] = EFFECTS.filter((effect) => effect !== 'request_code' && effect !== 'send_test')
/** What somebody may do in WhatsApp Manager a moment before. */
const MEANWHILE: readonly Effect[] = ['add_number', 'verify_code', 'register']

const meta = (does: Misbehaviour): RoadFault => ({ at: 'meta', does })
const lost =
  (how: 'timeout' | 'reset' | 'cut', work: boolean) =>
  (random: Random): RoadFault => ({
    at: 'answer',
    how,
    work,
    late: work && how === 'timeout' && random.chance(0.5),
  })
const body =
  (text: string, contentType?: string) =>
  (random: Random): RoadFault =>
    meta({ kind: 'body', body: text, work: random.chance(DONE), ...(contentType === undefined ? {} : { contentType }) })

const WRONG_SHAPES = ['{}', '{"success":false}', '{"id":"abc"}', '[]', '"yes"', '{"success":"true"}']
const SUCCESS = '{"success":true,"id":"100000000000001"}'

const REFUSED: Readonly<Record<Effect, readonly (keyof typeof answers)[]>> = {
  add_number: ['twoStepOn', 'webhookMissing', 'paymentMissing', 'numberLimit', 'moveFailed', 'parameter', 'unmapped'],
  request_code: ['codeLanguage', 'requestNotMoving', 'parameter', 'unmapped'],
  verify_code: ['codeWrong', 'parameter', 'unmapped'],
  register: ['pinMismatch', 'certificate', 'parameter', 'unmapped'],
  subscribe_app: ['parameter', 'unmapped'],
  copy_templates: ['parameter', 'unmapped'],
  create_template: ['parameter', 'unmapped'],
  restore_profile: ['parameter', 'unmapped'],
  send_test: ['parameter', 'unmapped'],
  override_callback: ['parameter', 'callbackUnverified', 'unmapped'],
  restore_callback: ['parameter', 'unmapped'],
}

/** Rows U1–U30 of the fault matrix, as far as they are a matter of one answer; U24 is a matter of sockets. */
export const UPSTREAM: readonly Upstream[] = [
  { id: 'U1', calls: POSTS, make: (random) => ({ at: 'connect', code: 'ENOTFOUND', times: random.pick([1, 2, 9]) }) },
  {
    id: 'U2',
    calls: POSTS,
    make: (random) => ({ at: 'connect', code: 'ECONNREFUSED', times: random.pick([1, 3, 9]) }),
  },
  { id: 'U3', calls: POSTS, make: () => ({ at: 'connect', code: 'CERT_HAS_EXPIRED', times: 1 }) },
  { id: 'U4', calls: POSTS, make: lost('timeout', false) },
  { id: 'U5', calls: POSTS, make: lost('timeout', true) },
  { id: 'U6', calls: POSTS, make: lost('reset', false) },
  { id: 'U7', calls: POSTS, make: lost('reset', true) },
  { id: 'U8', calls: POSTS, make: (random) => lost('cut', random.chance(DONE))(random) },
  { id: 'U9', calls: POSTS, make: body('{"success":tr') },
  { id: 'U10', calls: POSTS, make: (random) => meta({ kind: 'html', work: random.chance(DONE) }) },
  { id: 'U11', calls: POSTS, make: body(SUCCESS, 'text/plain') },
  { id: 'U12', calls: POSTS, make: (random) => body(random.pick(WRONG_SHAPES))(random) },
  { id: 'U13', calls: POSTS, make: (random) => lost('timeout', random.chance(DONE))(random) },
  { id: 'U14', calls: POSTS, make: body(JSON.stringify({ success: true, padding: 'x'.repeat(300_000) })) },
  { id: 'U15', calls: POSTS, make: (random) => undecided(random, false) },
  { id: 'U16', calls: POSTS, make: (random) => undecided(random, true) },
  {
    id: 'U17',
    calls: POSTS,
    make: (random) =>
      meta({
        kind: 'error',
        answer: random.pick([answers.tooManyCalls, answers.appBusy]),
        waitMinutes: random.below(90),
      }),
  },
  {
    id: 'U18',
    calls: ['register'],
    make: (random) =>
      meta({
        kind: 'error',
        answer: random.pick([answers.registerLimit, answers.justDeleted, answers.pinTooMany, answers.pinTooFast]),
      }),
  },
  {
    id: 'U19',
    calls: ['request_code', 'verify_code', 'register'],
    make: (random, call) =>
      meta({
        kind: 'error',
        answer:
          call === 'register'
            ? answers.verifyAgain
            : call === 'verify_code'
              ? answers.codeWrong
              : random.pick([answers.alreadyVerified, answers.codeRefused]),
      }),
  },
  {
    id: 'U20',
    calls: POSTS,
    make: (random, call) =>
      MEANWHILE.includes(call) && random.chance(0.3)
        ? meta({ kind: 'done_meanwhile' })
        : meta({ kind: 'error', answer: answers[random.pick(REFUSED[call])] }),
  },
  {
    id: 'U21',
    calls: POSTS,
    make: (random) => meta({ kind: 'error', answer: random.pick([answers.tokenExpired, answers.tokenRevoked]) }),
  },
  {
    id: 'U22',
    calls: POSTS,
    make: (random) => meta({ kind: 'error', answer: random.pick([answers.notPermitted, answers.noAccess]) }),
  },
  { id: 'U23', calls: POSTS, make: () => meta({ kind: 'redirect' }) },
  {
    id: 'U25',
    calls: PROBED,
    make: (random) => meta({ kind: 'stale_reads', seconds: Math.ceil(random.between(1, 120)) }),
  },
  { id: 'U26', calls: PROBED, make: (random) => ({ at: 'reads', seconds: 16 * 60, work: random.chance(DONE) }) },
  { id: 'U27', calls: ['add_number'], make: () => meta({ kind: 'wrong_id' }) },
  { id: 'U28', calls: ['register'], make: () => meta({ kind: 'offline_after_move' }) },
  { id: 'U29', calls: POSTS, make: () => meta({ kind: 'error', answer: answers.unsupportedPost }) },
]

function undecided(random: Random, work: boolean): RoadFault {
  const status = random.pick([500, 502, 503, 504])
  if (random.chance(0.5)) return meta({ kind: 'status', status, work })
  const { serviceDown, whatsappDown, somethingWrong } = answers
  if (work) return meta({ kind: 'body', status, work, body: JSON.stringify(envelope(whatsappDown, 'Atrace')) })
  return meta({ kind: 'error', answer: random.pick([serviceDown, whatsappDown, somethingWrong]) })
}

/** Rows b0–b10: where the process that serves the press is killed. b9 is a matter of the commands it interrupts. */
export const KILLS = ['b0', 'b1', 'b2', 'b3', 'b4', 'b5', 'b6', 'b7', 'b8', 'b10'] as const

/** Rows of C.3 that a running engine can meet; X4, X6, X8 and X10 end or prevent the process. U30 is the pause at an answer. */
export const HOST = ['X1', 'X2', 'X3', 'X5', 'X7', 'X9', 'X11', 'X12', 'X13', 'X14', 'U30'] as const

/** Rows of C.4 that reach the engine; the others are a matter of browsers, of guests, or of the door before it. */
export const PEOPLE = [
  'H1',
  'H2',
  'H3',
  'H5',
  'H6',
  'H7',
  'H8',
  'H11',
  'H13',
  'H16',
  'H17',
  'H20',
  'H22',
  'H23',
] as const

export type Kind = 'upstream' | 'kill' | 'host' | 'person'
export type FaultId = string

const ONLY: Readonly<Record<FaultId, readonly Effect[]>> = {
  b8: PROBED,
  H16: ['verify_code'],
  H17: ['verify_code'],
  H20: ['add_number', 'request_code', 'verify_code', 'register'],
  H23: ['add_number'],
}

export const FAULTS: readonly { id: FaultId; kind: Kind; calls: readonly Effect[] }[] = [
  ...UPSTREAM.map(({ id, calls }) => ({ id, kind: 'upstream' as const, calls })),
  ...KILLS.map((id) => ({ id, kind: 'kill' as const, calls: ONLY[id] ?? POSTS })),
  ...HOST.map((id) => ({ id, kind: 'host' as const, calls: ONLY[id] ?? POSTS })),
  ...PEOPLE.map((id) => ({ id, kind: 'person' as const, calls: ONLY[id] ?? POSTS })),
]

export const PAIRS: readonly (readonly [FaultId, FaultId])[] = FAULTS.flatMap((first, index) =>
  FAULTS.slice(index + 1).map((second) => [first.id, second.id] as const),
)
