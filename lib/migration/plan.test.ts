import { describe, expect, it } from 'vitest'
import type { CheckView } from '@/lib/checks/view'
import { type PlanFacts, planOf } from './plan'
import type { TemplateFact } from './snapshot'
import type { MigrationView } from './view'

const NOW = '2026-11-22T12:00:00.000Z'
const LATER = '2026-11-22T13:00:00.000Z'

const view: MigrationView = {
  id: 'm1',
  reference: 'MV-4F7K-2Q',
  version: 3,
  status: 'ready',
  step: 'code-method',
  plate: 'before',
  practice: false,
  story: null,
  provider: null,
  connection: { id: 'c1', label: 'Shop', problem: null },
  customer: { id: 'k1', name: 'Lan' },
  source: { wabaId: '10001', name: 'Provider', unlisted: false },
  destination: { wabaId: '20001', name: 'Lan' },
  number: {
    e164: '+84912345678',
    display: '+84 912 345 678',
    country: 'VN',
    lineType: 'mobile',
    displayName: 'Cửa hàng Lan',
    sourcePhoneNumberId: '30001',
    phoneNumberId: null,
  },
  checks: [],
  checksAt: NOW,
  blockers: 0,
  code: { method: null, language: null, requestedAt: null, wrongTries: 0 },
  verifiedUntil: null,
  live: null,
  refusal: null,
  meters: [{ command: 'register', used: 1, limit: 3, nextAt: null }],
  waits: [],
  before: null,
  after: null,
  guard: null,
  closing: {},
  proof: null,
  quarantined: false,
  waitsFor: 'you',
  createdAt: NOW,
  updatedAt: NOW,
  updatedBy: 'Lan',
  registeredAt: null,
  confirmedAt: null,
  cancelledAt: null,
}

const check = (change: Partial<CheckView>): CheckView => ({
  kind: 'webhook_subscription',
  group: 'accounts',
  outcome: 'pass',
  sentence: 'pass',
  fact: {},
  owner: 'you',
  confirmable: false,
  confirmed: null,
  blocking: false,
  asks: false,
  readAt: NOW,
  ...change,
})

const facts: PlanFacts = {
  readAt: new Date(NOW),
  checks: [check({})],
  there: null,
  lapsed: false,
  before: null,
  sourceTemplates: [],
  destinationTemplates: [],
}

const plan = (of: Partial<MigrationView> = {}, read: Partial<PlanFacts> | null = {}) =>
  planOf({ ...view, ...of }, read === null ? null : { ...facts, ...read })

/** What Meta would be asked to do, in order. */
const due = (...given: Parameters<typeof plan>): string =>
  plan(...given)
    .calls.filter((call) => call.writes && call.state === 'planned')
    .map((call) => call.command)
    .join(' ')

const ALL = 'add_number request_code verify_code register'

describe('what is still to be called', () => {
  it.each<[MigrationView['status'], string]>([
    ['draft', ALL],
    ['ready', ALL],
    ['number_added', 'request_code verify_code register'],
    ['code_requested', 'verify_code register'],
    ['verified', 'register'],
    ['registered', ''],
    ['confirmed', ''],
    ['cancelled', ''],
  ])('%s', (status, expected) => expect(due({ status })).toBe(expected))

  it.each([
    ['pending', 'request_code verify_code register'],
    ['verified', 'register'],
    ['connected', ''],
  ] as const)('skips what Meta shows as done: %s', (is, expected) => {
    expect(due({}, { there: { id: '40001', is } })).toBe(expected)
    const found = plan({}, { there: { id: '40001', is } }).calls.filter((call) => call.foundDone)
    expect(found.map((call) => call.command)).toContain('add_number')
  })

  it('asks for a code again when Meta has forgotten the last one', () => {
    expect(due({ status: 'verified' }, { lapsed: true })).toBe('request_code verify_code register')
  })

  it.each([
    ['pass', 'done'],
    ['fail', 'planned'],
    ['warn', 'optional'],
    ['cannot_tell', 'optional'],
  ] as const)('connects the app only where nothing listens: %s, %s', (outcome, state) => {
    const { calls } = plan({}, { checks: [check({ outcome })] })
    expect(calls.find((call) => call.command === 'subscribe_app')?.state).toBe(state)
  })

  it('turns at register and nowhere else', () => {
    const gates = plan().calls.filter((call) => call.pointOfNoReturn)
    expect(gates.map((call) => call.command)).toEqual(['register'])
  })
})

describe('addresses', () => {
  const paths = (...given: Parameters<typeof plan>) => plan(...given).calls.map((call) => `${call.method} ${call.path}`)

  it('name the ids that are known, and the place of the one that is not', () => {
    expect(paths()).toEqual([
      'POST /',
      'POST /20001/subscribed_apps',
      'POST /20001/migrate_message_templates',
      'POST /20001/phone_numbers',
      'POST /{phone_number_id}/request_code',
      'POST /{phone_number_id}/verify_code',
      'POST /{phone_number_id}/register',
      'GET /{phone_number_id}',
    ])
    expect(paths({}, { there: { id: '40001', is: 'pending' } })).toContain('POST /40001/register')
  })
})

describe('what would stop it', () => {
  const stops = (...given: Parameters<typeof plan>) => plan(...given).stops.map((stop) => stop.kind)

  it('is nothing when everything is ready', () => expect(stops()).toEqual([]))

  it('is what was just read, not what was known before', () => {
    const fails = check({ kind: 'payment', outcome: 'fail', blocking: true })
    const asks = check({ kind: 'two_step_off', outcome: 'cannot_tell', asks: true })
    expect(stops({ checks: [fails] }, { checks: [asks] })).toEqual(['unsure'])
    expect(stops({ checks: [fails] }, null)).toEqual(['failing'])
  })

  it('is a wait of Meta or of ours, once, and only for a call that is due', () => {
    const meters = [{ command: 'register' as const, used: 3, limit: 3, nextAt: NOW }]
    const waits = [{ command: 'register', until: LATER, errorCode: 'register_limit' }]
    expect(plan({ meters, waits }).stops).toEqual([{ kind: 'wait', command: 'register', until: LATER }])
    expect(stops({ status: 'registered', meters, waits })).toEqual([])
    const busy = [{ command: '*', until: LATER, errorCode: 'meta_busy' }]
    expect(plan({ waits: busy }).stops).toEqual([{ kind: 'wait', command: null, until: LATER }])
  })

  it('is what is not chosen, a restored copy, a step under way', () => {
    const live = { ...attempt, state: 'unknown' as const }
    expect(stops({ source: null, number: null, quarantined: true, live })).toEqual([
      'accounts',
      'number',
      'restored',
      'running',
    ])
  })
})

const attempt = {
  command: 'register' as const,
  startedAt: NOW,
  endedAt: null,
  by: 'Lan',
  errorCode: null,
  errorParams: {},
  numberSame: false,
  graph: null,
}

describe('templates', () => {
  const template = (name: string, status: string, quality = 'UNKNOWN'): TemplateFact => ({
    name,
    language: 'vi',
    status,
    quality,
    category: 'UTILITY',
  })

  it('move when approved and rated high; each other one has its reason', () => {
    const { templates } = plan(
      {},
      {
        sourceTemplates: [
          template('moves', 'APPROVED', 'GREEN'),
          template('here', 'APPROVED', 'GREEN'),
          template('low', 'APPROVED', 'RED'),
          template('medium', 'APPROVED', 'YELLOW'),
          template('unrated', 'APPROVED'),
          template('waits', 'PENDING'),
          template('refused', 'REJECTED', 'GREEN'),
          template('paused', 'PAUSED'),
          template('off', 'DISABLED'),
          template('new', 'SOMETHING_NEW'),
        ],
        destinationTemplates: [template('here', 'REJECTED')],
        checks: [check({ kind: 'template_room', fact: { there: 249, limit: 250 } })],
      },
    )
    expect(templates?.moving.map((each) => each.name)).toEqual(['moves'])
    expect(templates?.staying.map((each) => `${each.name}: ${each.reason}`)).toEqual([
      'here: there_already',
      'low: quality_low',
      'medium: quality_medium',
      'unrated: quality_unknown',
      'waits: pending',
      'refused: rejected',
      'paused: paused',
      'off: disabled',
      'new: other',
    ])
    expect(templates?.room).toBe(1)
  })

  it('are unknown, not none, when they cannot be read', () => {
    expect(plan({}, { sourceTemplates: null }).templates).toBeNull()
  })
})
