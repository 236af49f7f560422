import { describe, expect, it } from 'vitest'
import { type Call, judgeTemplates, type Kept, lastCopyOf, PART, type Scene } from './judge'
import type { SourceTemplate, TemplateState, ThereTemplate } from './view'

const NOW = new Date('2026-11-22T12:00:00.000Z')
const minutesAgo = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000)

const BODY = [{ type: 'BODY', text: 'Xin chào' }]

const source = (change: Partial<SourceTemplate> = {}): SourceTemplate => ({
  id: '5001',
  status: 'APPROVED',
  quality: 'GREEN',
  category: 'UTILITY',
  rejectedReason: 'NONE',
  parameterFormat: 'POSITIONAL',
  components: BODY,
  from: 'meta',
  ...change,
})

const there = (status = 'APPROVED'): ThereTemplate => ({ id: '6001', status, quality: 'UNKNOWN', category: 'UTILITY' })

const kept = (change: Partial<Kept> = {}): Kept => ({
  name: 'order',
  language: 'vi',
  source: source(),
  there: null,
  wasThere: false,
  ...change,
})

const scene: Scene = { history: [], accounts: { from: '10001', to: '20001' }, now: NOW, hasMoved: false }

const copyOf = (names: readonly string[], change: Partial<Call> = {}): Call => ({
  command: 'copy_templates',
  state: 'done',
  endedAt: minutesAgo(1),
  idempotencyKey: 'press-0001',
  result: { of: 'templates', failed: [] },
  subject: {
    of: 'templates',
    from: '10001',
    to: '20001',
    templates: names.map((name) => ({ id: '5001', name, language: 'vi' })),
  },
  ...change,
})

const failing = (name: string, reason: string, change: Partial<Call> = {}): Call =>
  copyOf([name], { result: { of: 'templates', failed: [{ name, language: 'vi', reason }] }, ...change })

const madeAs = (name: string, change: Partial<Call> = {}): Call =>
  copyOf([], {
    command: 'create_template',
    result: null,
    subject: { of: 'template', from: 'order', to: '20001', template: { name, language: 'vi' } },
    ...change,
  })

const one = (template: Partial<Kept>, about: Partial<Scene> = {}) =>
  judgeTemplates([kept(template)], { ...scene, ...about })[0]

describe('a template that is not there', () => {
  const approved: [string, TemplateState, TemplateState, boolean][] = [
    ['GREEN', 'moves', 'can_copy', true],
    ['UNKNOWN', 'can_copy', 'can_copy', true],
    ['YELLOW', 'stays', 'stays', false],
    ['RED', 'stays', 'stays', false],
    ['SOMETHING_NEW', 'can_copy', 'can_copy', true],
  ]
  it.each(approved)('approved and rated %s: %s before the move, %s after it', (quality, before, after, canCopy) => {
    expect(one({ source: source({ quality }) })).toMatchObject({ state: before, canCopy })
    expect(one({ source: source({ quality }) }, { hasMoved: true })).toMatchObject({ state: after, canCopy })
  })

  it.each([
    ['PENDING', 'pending'],
    ['IN_APPEAL', 'pending'],
    ['REJECTED', 'rejected'],
    ['PAUSED', 'paused'],
    ['DISABLED', 'disabled'],
    ['ARCHIVED', 'other'],
    ['LIMIT_EXCEEDED', 'other'],
    ['PENDING_DELETION', 'other'],
    ['SOMETHING_NEW', 'other'],
  ])('that is %s stays whatever its rating: %s', (status, reason) => {
    for (const quality of ['GREEN', 'UNKNOWN', 'YELLOW', 'RED']) {
      for (const hasMoved of [false, true]) {
        const row = one({ source: source({ status, quality }) }, { hasMoved })
        expect(row).toMatchObject({ state: 'stays', reason, canCopy: false, canRecreate: true, thereStatus: null })
      }
    }
  })

  it('says why Meta refused it at the source', () => {
    expect(one({ source: source({ status: 'REJECTED', rejectedReason: 'PROMOTIONAL' }) })?.metaReason).toBe(
      'PROMOTIONAL',
    )
    expect(one({ source: source({ status: 'REJECTED' }) })?.metaReason).toBeNull()
  })

  it('is beyond the reach of a copy when it is known from a file, and is made anew', () => {
    const file = source({ from: 'file' })
    expect(one({ source: file })).toMatchObject({ state: 'moves', canCopy: false, canRecreate: true })
    expect(one({ source: { ...file, quality: 'UNKNOWN' } })).toMatchObject({
      state: 'stays',
      reason: 'quality_unknown',
      canCopy: false,
    })
    expect(one({ source: file }, { hasMoved: true })).toMatchObject({ state: 'stays', reason: null, canRecreate: true })
  })

  it('cannot be copied without an id', () => {
    expect(one({ source: source({ id: null }) })).toMatchObject({ state: 'moves', canCopy: false })
    expect(one({ source: source({ id: null, quality: 'UNKNOWN' }) })).toMatchObject({ state: 'stays', canCopy: false })
  })
})

describe('a template that is there', () => {
  it.each(['APPROVED', 'PENDING', 'IN_APPEAL', 'UNKNOWN'])('and %s', (status) => {
    for (const hasMoved of [false, true]) {
      const row = one({ there: there(status) }, { hasMoved, history: [failing('order', 'Incorrect category')] })
      expect(row).toMatchObject({ state: 'there', thereStatus: status, canCopy: false, canRecreate: false })
      expect(row?.metaReason).toBeNull()
    }
  })

  it.each(['REJECTED', 'PAUSED', 'DISABLED', 'LIMIT_EXCEEDED', 'ARCHIVED'])('but %s', (status) => {
    expect(one({ there: there(status) })).toMatchObject({ state: 'there_unfit', canCopy: false })
  })

  it.each(['DELETED', 'PENDING_DELETION'])('counts as gone while it is %s', (status) => {
    expect(one({ there: there(status) })).toMatchObject({ state: 'moves', canCopy: true })
    expect(one({ source: null, there: there(status) })).toBeUndefined()
  })

  it('and nowhere else', () => {
    expect(one({ source: null, there: there(), wasThere: true })).toMatchObject({ state: 'own', wasThere: true })
  })
})

describe('after a copy', () => {
  it('is on its way for half an hour, and open again when it has not arrived by then', () => {
    expect(one({}, { history: [copyOf(['order'])] })).toMatchObject({ state: 'on_its_way', canCopy: false })
    expect(one({}, { history: [copyOf(['order'], { endedAt: minutesAgo(31) })] })?.state).toBe('moves')
  })

  it("says Meta's reason, also none, and can be tried again or made anew", () => {
    const row = one({}, { history: [failing('order', 'Incorrect category')] })
    expect(row).toMatchObject({ state: 'failed', metaReason: 'Incorrect category', canCopy: true, canRecreate: true })
    expect(one({}, { history: [failing('order', '')] })).toMatchObject({ state: 'failed', metaReason: '' })
  })

  it('believes the newest call', () => {
    const history = [copyOf(['order']), failing('order', 'Incorrect category', { endedAt: minutesAgo(5) })]
    expect(one({}, { history })?.state).toBe('on_its_way')
    expect(one({}, { history: history.toReversed() })?.state).toBe('failed')
  })

  it.each(['refused', 'not_sent', 'unknown', 'confirmed_not_done', 'human_not_done', 'armed'] as const)(
    'a call that is %s says nothing',
    (state) => {
      expect(one({}, { history: [failing('order', 'Incorrect category', { state })] })?.state).toBe('moves')
    },
  )

  it('a call between other accounts says nothing', () => {
    const history = [copyOf(['order']), madeAs('order')]
    expect(one({}, { history, accounts: { from: '10001', to: '20002' } })?.state).toBe('moves')
    expect(one({}, { history: [copyOf(['order'])], accounts: { from: '10002', to: '20001' } })?.state).toBe('moves')
  })

  it('cannot be copied when Meta has turned it down since', () => {
    const row = one({ source: source({ status: 'PAUSED' }) }, { history: [failing('order', 'x')] })
    expect(row).toMatchObject({ state: 'failed', canCopy: false, canRecreate: true })
  })
})

describe('made anew', () => {
  it('under its own name', () => {
    expect(one({}, { history: [madeAs('order')] })).toMatchObject({ state: 'on_its_way', madeAs: null })
  })

  it('under another name stands with the one it was made from', () => {
    const history = [madeAs('order_2'), failing('order', 'Incorrect category', { endedAt: minutesAgo(5) })]
    expect(one({}, { history })).toMatchObject({ state: 'on_its_way', madeAs: 'order_2', canCopy: false })
    const all = [kept(), kept({ name: 'order_2', source: null, there: there('PENDING') })]
    expect(judgeTemplates(all, { ...scene, history })).toMatchObject([
      { name: 'order', state: 'there', madeAs: 'order_2', thereStatus: 'PENDING' },
      { name: 'order_2', state: 'own', madeAs: null },
    ])
  })

  it.each([
    ['a picture', { components: [{ type: 'HEADER', format: 'IMAGE' }, ...BODY] }, 'media'],
    [
      'cards with films',
      { components: [...BODY, { type: 'CAROUSEL', cards: [{ components: [{ type: 'header', format: 'video' }] }] }] },
      'media',
    ],
    ['a code', { category: 'AUTHENTICATION' }, 'code'],
    ['a flow', { components: [...BODY, { type: 'BUTTONS', buttons: [{ type: 'FLOW', text: 'Book' }] }] }, 'flow'],
  ] as const)('only by hand: %s', (_, change, byHand) => {
    const row = one({ source: source({ ...change, quality: 'RED' } as Partial<SourceTemplate>) })
    expect(row).toMatchObject({ state: 'stays', canRecreate: false, byHand })
  })

  it.each([
    ['a header in words', [{ type: 'HEADER', format: 'TEXT', text: 'Đơn hàng' }, ...BODY]],
    ['a place', [{ type: 'HEADER', format: 'LOCATION' }, ...BODY]],
    ['buttons', [...BODY, { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'OK' }] }]],
  ])('can be sent as it was read: %s', (_, components) => {
    expect(one({ source: source({ components }) })).toMatchObject({ canRecreate: true, byHand: null })
  })

  it('not without its parts', () => {
    expect(one({ source: source({ components: null }) })).toMatchObject({ canRecreate: false, canCopy: true })
  })
})

describe('lastCopyOf', () => {
  const all = ['a', 'b', 'c', 'd'].map((name) => kept({ name }))
  const about = (history: readonly Call[], list = all) => {
    const known = { ...scene, history }
    return lastCopyOf(judgeTemplates(list, known), known)
  }

  it('is none before the first copy, and none when nothing was sent', () => {
    expect(about([])).toBeNull()
    expect(about([copyOf(['a'], { state: 'refused' }), madeAs('order')])).toBeNull()
  })

  it('counts all calls of the newest press, and what became of them', () => {
    const history = [
      copyOf(['d'], { idempotencyKey: `press-0002${PART}2`, state: 'confirmed_not_done' }),
      failing('c', 'Incorrect category', { idempotencyKey: `press-0002${PART}1` }),
      copyOf(['a', 'b'], { idempotencyKey: 'press-0002', endedAt: minutesAgo(2) }),
      copyOf(['a', 'b', 'c', 'd'], { idempotencyKey: 'press-0001', endedAt: minutesAgo(50) }),
    ]
    expect(about(history)).toEqual({ at: minutesAgo(1).toISOString(), asked: 4, arrived: 2, failed: 1 })
  })

  it('believes the list about a copy that was cut off', () => {
    const some = [kept({ name: 'a', there: there() }), kept({ name: 'b' })]
    expect(about([copyOf(['a', 'b'], { state: 'confirmed_not_done' })], some)).toMatchObject({ asked: 2, arrived: 1 })
  })
})

it('orders by name and language, whatever order they come in', () => {
  const list = [kept({ name: 'b' }), kept({ name: 'a', language: 'vi' }), kept({ name: 'a', language: 'en_US' })]
  const rows = judgeTemplates(list, scene)
  expect(rows.map(({ name, language }) => `${name} ${language}`)).toEqual(['a en_US', 'a vi', 'b vi'])
})
