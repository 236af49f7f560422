import { describe, expect, it } from 'vitest'
import type { NumberSnapshot, TemplateFact } from '@/lib/migration/snapshot'
import { AROUND, buildSnapshot, buildSnapshotAfter } from '@/lib/testing/report'
import { compare } from './compare'
import { FACTS, type Fact, type Verdict } from './kinds'

type Change = Partial<NumberSnapshot>

const verdictOf = (fact: Fact, before: Change | null, after: Change | null, around = AROUND): Verdict | undefined =>
  compare(before && buildSnapshot(before), after && buildSnapshotAfter(after), around).facts.find(
    (row) => row.fact === fact,
  )?.verdict

const profile = (change: Partial<NonNullable<NumberSnapshot['profile']>>): Change => ({
  profile: { ...(buildSnapshot().profile ?? EMPTY), ...change },
})
const EMPTY = { about: '', address: '', description: '', email: '', websites: [], vertical: '', hasPicture: false }

describe('compare', () => {
  it('says of a number that lost nothing what stayed and what changed as expected', () => {
    const { facts } = compare(buildSnapshot(), buildSnapshotAfter(), AROUND)
    const expected: Fact[] = ['account', 'numberId', 'twoStep', 'apps']
    expect(facts.map(({ fact }) => fact)).toEqual(FACTS.filter((fact) => fact !== 'profile'))
    for (const { fact, verdict } of facts)
      expect([fact, verdict]).toEqual([fact, expected.includes(fact) ? 'expected' : 'same'])
    expect(facts.find(({ fact }) => fact === 'account')).toMatchObject({
      before: { name: 'Nhà cung cấp', id: '102900000000001' },
      after: { name: 'Cửa hàng Lan', id: '102900000000002' },
    })
  })

  it.each<[Fact, Change, Change, Verdict]>([
    ['displayName', {}, { displayName: 'Lan' }, 'needs_you'],
    ['displayName', { displayName: null }, {}, 'unknown'],
    ['displayName', {}, { displayName: null }, 'unknown'],

    ['nameReview', {}, { nameStatus: 'AVAILABLE_WITHOUT_REVIEW' }, 'same'],
    ['nameReview', {}, { nameStatus: 'PENDING_REVIEW' }, 'needs_you'],
    ['nameReview', {}, { nameStatus: 'DECLINED' }, 'needs_you'],
    ['nameReview', { nameStatus: 'PENDING_REVIEW' }, {}, 'better'],
    ['nameReview', {}, { nameStatus: 'A_NEW_WORD' }, 'unknown'],
    ['nameReview', { nameStatus: null }, {}, 'unknown'],

    ['quality', {}, {}, 'same'],
    ['quality', { qualityRating: 'YELLOW' }, { qualityRating: 'GREEN' }, 'better'],
    ['quality', { qualityRating: 'RED' }, { qualityRating: 'YELLOW' }, 'better'],
    ['quality', { qualityRating: 'GREEN' }, { qualityRating: 'YELLOW' }, 'needs_you'],
    ['quality', { qualityRating: 'GREEN' }, { qualityRating: 'UNKNOWN' }, 'unknown'],
    ['quality', { qualityRating: 'UNKNOWN' }, { qualityRating: 'UNKNOWN' }, 'same'],
    ['quality', { qualityRating: null }, {}, 'unknown'],

    ['limit', { messagingLimit: 'TIER_250' }, { messagingLimit: 'TIER_2K' }, 'better'],
    ['limit', { messagingLimit: 'TIER_100K' }, { messagingLimit: 'TIER_UNLIMITED' }, 'better'],
    ['limit', { messagingLimit: 'TIER_10K' }, { messagingLimit: 'TIER_2K' }, 'needs_you'],
    ['limit', {}, { messagingLimit: 'UNTIERED' }, 'unknown'],
    ['limit', {}, { messagingLimit: null }, 'unknown'],

    ['official', { officialAccount: true }, { officialAccount: true }, 'same'],
    ['official', { officialAccount: true }, { officialAccount: false }, 'needs_you'],
    ['official', { officialAccount: false }, { officialAccount: true }, 'better'],
    ['official', { officialAccount: null }, { officialAccount: true }, 'unknown'],

    ['status', { status: 'DISCONNECTED' }, {}, 'better'],
    ['status', { status: null }, {}, 'expected'],
    ['status', {}, { status: 'PENDING' }, 'needs_you'],
    ['status', {}, { status: 'A_NEW_WORD' }, 'needs_you'],
    ['status', {}, { status: null }, 'unknown'],

    ['platform', { platformType: 'ON_PREMISE' }, {}, 'expected'],
    ['platform', {}, { platformType: 'NOT_APPLICABLE' }, 'needs_you'],
    ['platform', {}, { platformType: null }, 'unknown'],

    ['numberId', {}, { phoneNumberId: '109900000000001' }, 'needs_you'],
    ['numberId', {}, { phoneNumberId: null }, 'unknown'],
    ['account', {}, { wabaId: '102900000000001' }, 'needs_you'],

    ['twoStep', {}, {}, 'expected'],
    ['twoStep', { twoStepOn: null }, {}, 'expected'],
    ['twoStep', { twoStepOn: true }, {}, 'same'],
    ['twoStep', {}, { twoStepOn: false }, 'needs_you'],
    ['twoStep', {}, { twoStepOn: null }, 'unknown'],

    ['apps', {}, { subscribedApps: [] }, 'needs_you'],
    ['apps', {}, { subscribedApps: null }, 'unknown'],
    ['apps', { subscribedApps: ['Old'] }, {}, 'same'],

    ['payment', { paymentAttached: false }, {}, 'better'],
    ['payment', { paymentAttached: null }, {}, 'expected'],
    ['payment', {}, { paymentAttached: false }, 'needs_you'],
    ['payment', {}, { paymentAttached: null }, 'unknown'],
  ])('%s: %j, then %j: %s', (fact, before, after, verdict) => {
    expect(verdictOf(fact, before, after)).toBe(verdict)
  })

  it('never guesses a side that was not read', () => {
    const { facts, templates } = compare(null, null, AROUND)
    expect(templates).toEqual([])
    for (const { fact, after, verdict } of facts) expect([fact, after, verdict]).toEqual([fact, null, 'unknown'])
    expect(verdictOf('number', null, {})).toBe('same')
    expect(verdictOf('quality', null, {})).toBe('unknown')
  })

  it('knows the source from what a person chose when Meta does not show it', () => {
    const unlisted = { ...AROUND, source: { wabaId: null, name: null, unlisted: true } }
    const hidden = { wabaId: null, wabaName: null, phoneNumberId: null }
    const { facts } = compare(buildSnapshot(hidden), buildSnapshotAfter(), unlisted)
    expect(facts.find(({ fact }) => fact === 'account')).toMatchObject({ before: null, verdict: 'expected' })
    expect(facts.find(({ fact }) => fact === 'numberId')).toMatchObject({ before: '109900000000001' })
  })

  describe('the business profile', () => {
    const PARTS = {
      about: 'about',
      address: 'address',
      description: 'description',
      email: 'email',
      vertical: 'vertical',
    } as const

    it.each(Object.values(PARTS))('%s: same, lost, another, or never there', (part) => {
      expect(verdictOf(part, {}, {})).toBe('same')
      expect(verdictOf(part, {}, profile({ [part]: '' }))).toBe('needs_you')
      expect(verdictOf(part, {}, profile({ [part]: 'another' }))).toBe('needs_you')
      expect(verdictOf(part, profile({ [part]: '' }), {})).toBeUndefined()
    })

    it('reads the category that means "none" as empty', () => {
      expect(verdictOf('vertical', profile({ vertical: 'UNDEFINED' }), {})).toBeUndefined()
      expect(verdictOf('vertical', {}, profile({ vertical: 'UNDEFINED' }))).toBe('needs_you')
    })

    it('compares websites as a set and the picture by being there', () => {
      const two = { websites: ['https://a.example', 'https://b.example'] }
      expect(verdictOf('websites', profile(two), profile({ websites: two.websites.toReversed() }))).toBe('same')
      expect(verdictOf('websites', profile(two), profile({ websites: [] }))).toBe('needs_you')
      expect(verdictOf('websites', profile({ websites: [] }), profile(two))).toBeUndefined()
      expect(verdictOf('picture', {}, {})).toBe('same')
      expect(verdictOf('picture', {}, profile({ hasPicture: false }))).toBe('needs_you')
      expect(verdictOf('picture', profile({ hasPicture: false }), {})).toBeUndefined()
    })

    it('is one row when a side is not known, and none when there was nothing', () => {
      const facts = compare(buildSnapshot({ profile: null }), buildSnapshotAfter(), AROUND).facts
      expect(facts.filter(({ fact }) => fact === 'profile')).toEqual([
        { fact: 'profile', before: null, after: null, verdict: 'unknown' },
      ])
      expect(facts.some(({ fact }) => fact === 'about')).toBe(false)
      expect(verdictOf('profile', {}, { profile: null })).toBe('unknown')
      expect(verdictOf('profile', { profile: EMPTY }, {})).toBeUndefined()
    })
  })

  describe('templates', () => {
    const template = (status = 'APPROVED', quality = 'GREEN', name = 'hello'): TemplateFact => ({
      name,
      language: 'vi',
      status,
      quality,
      category: 'UTILITY',
    })

    it.each<[string, TemplateFact | null, TemplateFact | null, Verdict, string | null]>([
      ['there as before', template(), template('APPROVED', 'UNKNOWN'), 'same', null],
      ['copied by hand, not rated before', template('APPROVED', 'UNKNOWN'), template(), 'same', null],
      ['should have come', template(), null, 'needs_you', null],
      ['arrived refused', template(), template('REJECTED', 'UNKNOWN'), 'needs_you', 'rejected'],
      ['arrived and waits', template(), template('PENDING', 'UNKNOWN'), 'needs_you', 'pending'],
      ['rated low', template('APPROVED', 'RED'), null, 'expected', 'quality_low'],
      ['rated medium', template('APPROVED', 'YELLOW'), null, 'expected', 'quality_medium'],
      ['not rated', template('APPROVED', 'UNKNOWN'), null, 'expected', 'quality_unknown'],
      ['pending', template('PENDING', 'UNKNOWN'), null, 'expected', 'pending'],
      ['rejected', template('REJECTED', 'UNKNOWN'), null, 'expected', 'rejected'],
      ['paused', template('PAUSED', 'RED'), null, 'expected', 'paused'],
      ['disabled', template('DISABLED', 'RED'), null, 'expected', 'disabled'],
      ['a word of Meta that is new', template('LIMIT_EXCEEDED'), null, 'expected', 'other'],
      ['rejected on both sides', template('REJECTED'), template('REJECTED'), 'same', 'rejected'],
      ['rejected, now waiting', template('REJECTED'), template('PENDING'), 'same', 'pending'],
      ['rejected, now approved', template('REJECTED'), template(), 'better', null],
      ['new there', null, template(), 'better', null],
      ["the destination's own, refused", null, template('REJECTED'), 'same', 'rejected'],
    ])('%s', (_name, before, after, verdict, reason) => {
      const { templates } = compare(
        buildSnapshot({ templates: before ? [before] : [] }),
        buildSnapshotAfter({ templates: after ? [after] : [] }),
        AROUND,
      )
      expect(templates).toMatchObject([{ name: 'hello', language: 'vi', verdict, reason }])
      expect(templates[0]?.before).toEqual(before && { status: before.status, quality: before.quality })
      expect(templates[0]?.after).toEqual(after && { status: after.status, quality: after.quality })
    })

    it('of another language is another template', () => {
      const english = { ...template(), language: 'en' }
      const { templates } = compare(
        buildSnapshot({ templates: [template()] }),
        buildSnapshotAfter({ templates: [english] }),
        AROUND,
      )
      expect(templates.map(({ language, verdict }) => [language, verdict])).toEqual([
        ['vi', 'needs_you'],
        ['en', 'better'],
      ])
    })

    it('are not known where one side was not read', () => {
      const list = [template(), template('REJECTED', 'UNKNOWN', 'other')]
      for (const [before, after] of [
        [list, null],
        [null, list],
      ] as const) {
        const { facts, templates } = compare(
          buildSnapshot({ templates: before && [...before] }),
          buildSnapshotAfter({ templates: after && [...after] }),
          AROUND,
        )
        expect(templates.map(({ verdict }) => verdict)).toEqual(['unknown', 'unknown'])
        expect(facts.find(({ fact }) => fact === 'templates')?.verdict).toBe('unknown')
      }
    })

    it.each<[string, TemplateFact[], TemplateFact[], Verdict]>([
      ['nothing on either side', [], [], 'same'],
      ['all there', [template()], [template()], 'same'],
      ['one stays behind', [template(), template('PENDING', 'UNKNOWN', 'b')], [template()], 'expected'],
      ['one is missing', [template(), template('PENDING', 'UNKNOWN', 'b')], [], 'needs_you'],
      ['one is new', [template()], [template(), template('APPROVED', 'GREEN', 'b')], 'better'],
    ])('together: %s', (_name, before, after, verdict) => {
      const { facts } = compare(buildSnapshot({ templates: before }), buildSnapshotAfter({ templates: after }), AROUND)
      expect(facts.find(({ fact }) => fact === 'templates')).toEqual({
        fact: 'templates',
        before: { total: before.length, approved: before.filter(({ status }) => status === 'APPROVED').length },
        after: { total: after.length, approved: after.length },
        verdict,
      })
    })
  })
})
