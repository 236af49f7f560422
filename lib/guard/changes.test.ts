import { describe, expect, it } from 'vitest'
import { type Change, changes } from './changes'
import type { GuardFacts } from './facts'
import { GUARD_KINDS } from './kinds'

const template = { name: 'order_shipped', language: 'vi', status: 'APPROVED', category: 'UTILITY' }
const WELL: GuardFacts = {
  status: 'CONNECTED',
  platformType: 'CLOUD_API',
  nameStatus: 'APPROVED',
  qualityRating: 'GREEN',
  templates: [template],
  apps: ['Shop'],
  payment: 'attached',
  health: [],
}
const TEMPLATE = 'order_shipped (vi)'

const only = (status: string): Partial<GuardFacts> => ({ templates: [{ ...template, status }] })
const account = (verdict: 'BLOCKED' | 'LIMITED', code: number | null): Partial<GuardFacts> => ({
  health: [{ entity: 'WABA', verdict, code }],
})

/** Each fact that is worse than well, as a finding says it: kind, subject, facts. */
const WORSE: [what: string, facts: Partial<GuardFacts>, kind: Change['kind'], subject: string, says: object][] = [
  ['disconnected', { status: 'DISCONNECTED' }, 'number_offline', '', { to: 'DISCONNECTED' }],
  ['banned', { status: 'BANNED' }, 'number_offline', '', { to: 'BANNED' }],
  ['in a state we do not know', { status: 'DREAMING' }, 'number_offline', '', { to: 'DREAMING' }],
  ['signed out', { platformType: 'NOT_APPLICABLE' }, 'number_offline', '', { to: 'NOT_APPLICABLE' }],
  ['blocked', account('BLOCKED', 141014), 'health_blocked', 'WABA 141014', { entity: 'WABA', code: '141014' }],
  ['blocked for no reason given', account('BLOCKED', null), 'health_blocked', 'WABA', { entity: 'WABA' }],
  ['limited', account('LIMITED', 141010), 'health_limited', 'WABA 141010', { entity: 'WABA', code: '141010' }],
  ['without a funding id', { payment: 'unproven' }, 'payment_missing', '', {}],
  ['with a broken payment', { payment: 'missing' }, 'payment_missing', '', {}],
  ['without its app', { apps: [] }, 'app_gone', 'Shop', { app: 'Shop' }],
  ['with a rejected template', only('REJECTED'), 'template_rejected', TEMPLATE, { template: TEMPLATE }],
  ['with a paused template', only('PAUSED'), 'template_paused', TEMPLATE, { template: TEMPLATE }],
  ['with a disabled template', only('DISABLED'), 'template_disabled', TEMPLATE, { template: TEMPLATE }],
  [
    'with a template of another category',
    { templates: [{ ...template, category: 'MARKETING' }] },
    'template_category',
    TEMPLATE,
    { template: TEMPLATE, from: 'UTILITY', to: 'MARKETING' },
  ],
  ['of a declined name', { nameStatus: 'DECLINED' }, 'name_changed', '', { to: 'DECLINED' }],
  ['of a name in review', { nameStatus: 'PENDING_REVIEW' }, 'name_changed', '', { to: 'PENDING_REVIEW' }],
  ['of medium quality', { qualityRating: 'YELLOW' }, 'quality_dropped', '', { from: 'GREEN', to: 'YELLOW' }],
  ['of low quality', { qualityRating: 'RED' }, 'quality_dropped', '', { from: 'GREEN', to: 'RED' }],
]

describe('a number that is', () => {
  it.each(WORSE)('%s is one change, and another one when it is well again', (_what, facts, kind, subject, says) => {
    const ill = { ...WELL, ...facts }
    expect(changes(WELL, ill)).toEqual([{ kind, subject, turn: 'worse', facts: says }])
    expect(changes(ill, ill)).toEqual([])
    const back = changes(ill, WELL).filter((change) => change.kind === kind && change.subject === subject)
    const turn = kind === 'template_category' ? 'worse' : 'better'
    expect(back.map((change) => change.turn)).toEqual([turn])
  })

  it('well says nothing', () => {
    expect(changes(WELL, WELL)).toEqual([])
  })

  it('described by every kind there is', () => {
    expect(new Set(WORSE.map(([, , kind]) => kind))).toEqual(new Set(GUARD_KINDS))
  })
})

describe('no change is', () => {
  it.each<keyof GuardFacts>([
    'status',
    'platformType',
    'nameStatus',
    'qualityRating',
    'templates',
    'apps',
    'payment',
    'health',
  ])('a %s that could not be read, before or after', (part) => {
    const ill = Object.assign({}, WELL, ...WORSE.map(([, facts]) => facts))
    expect(changes(WELL, { ...WELL, [part]: null })).toEqual([])
    expect(changes({ ...WELL, [part]: null }, { ...WELL, [part]: ill[part] })).toEqual([])
  })

  it.each<[string, Partial<GuardFacts>, Partial<GuardFacts>]>([
    ['another word for a usable name', {}, { nameStatus: 'AVAILABLE_WITHOUT_REVIEW' }],
    ['a rating that is not set', {}, { qualityRating: 'UNKNOWN' }],
    ['a rating that is set for the first time', { qualityRating: 'UNKNOWN' }, { qualityRating: 'GREEN' }],
    ['a template that arrives', { templates: [] }, {}],
    ['a template that is gone', {}, { templates: [] }],
    ['a template that is looked at by Meta', {}, only('PENDING')],
    ['a category that is not told', {}, { templates: [{ ...template, category: 'UNKNOWN' }] }],
    ['a card becoming a credit line', { payment: 'unproven' }, { payment: 'attached' }],
  ])('%s', (_what, last, now) => {
    expect(changes({ ...WELL, ...last }, { ...WELL, ...now }).filter(({ turn }) => turn === 'worse')).toEqual([])
  })
})

describe('several at once', () => {
  it('are all said, and a rejected template that is new among them', () => {
    const twin = { ...template, language: 'en_US', status: 'REJECTED' }
    const ill = { ...WELL, status: 'RESTRICTED', apps: ['Other'], templates: [template, twin] }
    expect(changes(WELL, ill).map(({ kind, subject, turn }) => [kind, subject, turn])).toEqual([
      ['number_offline', '', 'worse'],
      ['app_gone', 'Shop', 'worse'],
      ['app_gone', 'Other', 'better'],
      ['template_rejected', 'order_shipped (en_US)', 'worse'],
    ])
  })

  it('a block that follows a limit is a change of its own', () => {
    const [limited, blocked] = [account('LIMITED', 141010), account('BLOCKED', 141010)]
    const found = changes({ ...WELL, ...limited }, { ...WELL, ...blocked })
    expect(found.map(({ kind, turn }) => [kind, turn])).toEqual([
      ['health_blocked', 'worse'],
      ['health_limited', 'better'],
    ])
  })
})
