import { describe, expect, it } from 'vitest'
import {
  appState,
  leftToClose,
  needsYou,
  paymentAnswer,
  paymentState,
  templatesOnlyHere,
  templatesState,
} from './after-move'
import { CLOSING_ITEMS } from './closing'
import { handOverRows, NONE } from './hand-over'
import type { NumberSnapshot, TemplateFact } from './snapshot'

const template = (name: string): TemplateFact => ({
  name,
  language: 'vi',
  status: 'APPROVED',
  quality: 'GREEN',
  category: 'UTILITY',
})

const profile = {
  about: 'Open from 8',
  address: '12 Hàng Bạc',
  description: '',
  email: 'lan@shop.example',
  websites: ['https://shop.example/'],
  vertical: 'RETAIL',
  hasPicture: true,
}
const empty = { ...profile, about: '', address: '', email: '', websites: [], vertical: 'UNDEFINED', hasPicture: false }

const snapshot = (of: Partial<NumberSnapshot> = {}): NumberSnapshot => ({
  readAt: '2026-11-27T07:00:00.000Z',
  readable: true,
  wabaId: '100200300400',
  wabaName: 'Shop',
  phoneNumberId: '500600700800',
  displayName: 'Cửa hàng Lan',
  qualityRating: 'GREEN',
  messagingLimit: 'TIER_2K',
  officialAccount: false,
  status: 'CONNECTED',
  platformType: 'CLOUD_API',
  nameStatus: 'APPROVED',
  twoStepOn: true,
  templates: [template('order_confirmed'), template('thank_you')],
  subscribedApps: ['Carryover'],
  paymentAttached: true,
  profile,
  ...of,
})

const moved = (before: Partial<NumberSnapshot> | null, after: Partial<NumberSnapshot> | null) => ({
  before: before && snapshot(before),
  after: after && snapshot(after),
  checks: [],
})

describe('needsYou', () => {
  it('is empty when everything came along', () => {
    expect(needsYou(moved({}, {}))).toEqual([])
  })

  it('names what is missing, in one order', () => {
    const after = { templates: [template('thank_you')], subscribedApps: [], paymentAttached: false, profile: empty }
    expect(needsYou(moved({}, after))).toEqual([
      { kind: 'templates', count: 1 },
      { kind: 'app' },
      { kind: 'profile', parts: ['about', 'address', 'email', 'websites', 'vertical', 'picture'] },
      { kind: 'payment' },
    ])
  })

  it('takes nothing that was not read for missing', () => {
    const unread = { templates: null, subscribedApps: null, paymentAttached: null, profile: null }
    for (const state of [moved(unread, {}), moved({}, unread), moved(null, {}), moved({}, null), moved(null, null)]) {
      expect(needsYou(state)).toEqual([])
    }
    // Kept before the profile was: the field is not there at all.
    const { profile: _none, ...older } = snapshot()
    expect(needsYou({ ...moved({}, { profile: empty }), before: older as NumberSnapshot })).toEqual([]) // safe: as stored
  })

  it('does not ask for what was empty before', () => {
    expect(needsYou(moved({ profile: empty }, { profile: empty }))).toEqual([])
    const filled = { ...empty, about: 'New' }
    expect(needsYou(moved({ profile: { ...empty, about: 'Old' } }, { profile: filled }))).toEqual([])
  })
})

describe('what a read can say', () => {
  it('is fine, missing or unread', () => {
    const sides = [
      moved({}, {}),
      moved({}, { templates: [], subscribedApps: [], paymentAttached: false }),
      moved({}, null),
    ]
    for (const say of [templatesState, appState, paymentState]) {
      expect(sides.map(say)).toEqual(['fine', 'missing', 'unread'])
    }
  })

  it('lets a person answer for the payment, which Meta does not always show', () => {
    const confirmed = { at: '2026-11-27T06:00:00.000Z', by: 'Lan' }
    const check = {
      kind: 'payment',
      group: 'accounts',
      outcome: 'warn',
      sentence: 'unproven',
      fact: {},
      owner: 'you',
      confirmable: true,
      confirmed,
      blocking: false,
      asks: false,
      readAt: '2026-11-27T05:00:00.000Z',
    } as const
    expect(paymentAnswer({ ...moved({}, {}), checks: [check] })).toEqual(confirmed)
    expect(paymentAnswer(moved({}, {}))).toBeNull()
  })

  it('knows the templates that are only here', () => {
    expect(templatesOnlyHere(moved({}, { templates: [template('thank_you'), template('new_here')] }))).toEqual([
      template('new_here'),
    ])
    expect(templatesOnlyHere(moved({ templates: null }, {}))).toBeNull()
  })
})

describe('leftToClose', () => {
  const tick = { at: '2026-11-27T08:00:00.000Z', by: 'Lan' }
  const ticks = Object.fromEntries(CLOSING_ITEMS.map((item) => [item, tick]))

  it('counts what nobody has ticked and what Meta says is missing, and nothing that cannot be read', () => {
    expect(leftToClose({ ...moved({}, {}), closing: {} })).toBe(CLOSING_ITEMS.length)
    expect(leftToClose({ ...moved({}, {}), closing: { pin: tick } })).toBe(CLOSING_ITEMS.length - 1)
    expect(leftToClose({ ...moved({}, {}), closing: ticks })).toBe(0)
    expect(leftToClose({ ...moved({}, { subscribedApps: [], templates: [] }), closing: ticks })).toBe(2)
    expect(leftToClose({ ...moved(null, null), closing: ticks })).toBe(0)
  })
})

describe('handOverRows', () => {
  const number = {
    e164: '+84912345678',
    display: '+84 912 345 678',
    country: 'VN',
    lineType: 'mobile',
    displayName: 'Cửa hàng Lan',
    sourcePhoneNumberId: '111122223333',
    phoneNumberId: '444455556666',
  }
  const source = { wabaId: '777788889999', name: 'At the provider', unlisted: false }
  const destination = { wabaId: '100200300400', name: 'Shop' }

  it('puts what is beside what was', () => {
    expect(handOverRows({ number, source, destination, after: snapshot() }, 'v25.0')).toEqual([
      { key: 'numberId', before: '111122223333', now: '444455556666' },
      { key: 'accountId', before: '777788889999', now: '100200300400' },
      { key: 'number', now: '+84 912 345 678' },
      { key: 'version', now: 'v25.0' },
      { key: 'webhook', now: 'Carryover' },
    ])
  })

  it('says null for what nobody could read, never an empty text', () => {
    const unlisted = { wabaId: null, name: null, unlisted: true }
    const rows = handOverRows(
      { number: { ...number, sourcePhoneNumberId: null }, source: unlisted, destination, after: null },
      'v25.0',
    )
    expect(rows.map(({ before, now }) => [before, now])).toEqual([
      [null, '444455556666'],
      [null, '100200300400'],
      [undefined, '+84 912 345 678'],
      [undefined, 'v25.0'],
      [undefined, null],
    ])
    const deaf = handOverRows({ number, source, destination, after: snapshot({ subscribedApps: [] }) }, 'v25.0')
    expect(deaf.at(-1)).toEqual({ key: 'webhook', now: NONE })
  })
})
