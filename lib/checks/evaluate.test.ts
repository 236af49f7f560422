import { describe, expect, it } from 'vitest'
import type { PhoneNumber, Preflight, Read, Template, TokenInfo, Waba } from '@/lib/graph/client'
import { NetworkFailure } from '@/lib/graph/failure'
import { evaluateChecks, type Facts } from './evaluate'
import { CHECK_KINDS, type CheckKind } from './kinds'
import { isConfirmable } from './owner'

const NOW = new Date('2026-11-22T12:00:00Z')
const DIGITS = '84912345678'
const ok = <T>(value: T): Read<T> => ({ ok: true, value })
const unreadable = (): { ok: false; failure: NetworkFailure } => ({
  ok: false,
  failure: new NetworkFailure('before_send', 'ECONNREFUSED'),
})

const token: TokenInfo = {
  appId: '1001',
  application: 'Shop',
  type: 'SYSTEM_USER',
  isValid: true,
  expiresAt: null,
  dataAccessExpiresAt: null,
  scopes: ['business_management', 'whatsapp_business_management', 'whatsapp_business_messaging'],
  granularScopes: [],
  userId: '5001',
}

const waba: Waba = {
  id: '20001',
  name: 'Cửa hàng Lan',
  accountReviewStatus: 'APPROVED',
  businessVerificationStatus: 'VERIFIED',
  ownerBusiness: { id: '90001', name: 'Lan' },
  onBehalfOf: null,
  primaryFundingId: '7001',
  status: 'ACTIVE',
  currency: 'VND',
  timezoneId: '140',
  country: 'VN',
  health: { canSendMessage: 'AVAILABLE', entities: [] },
  messagingLimit: 'TIER_2K',
}

const number: PhoneNumber = {
  id: '30001',
  displayPhoneNumber: '+84 912 345 678',
  digits: DIGITS,
  verifiedName: 'Cửa hàng Lan',
  status: 'CONNECTED',
  codeVerificationStatus: 'EXPIRED',
  platformType: 'CLOUD_API',
  qualityRating: 'GREEN',
  nameStatus: 'APPROVED',
  newNameStatus: null,
  isPinEnabled: false,
  accountMode: 'LIVE',
  isOfficial: false,
  isOnBizApp: false,
  messagingLimit: 'TIER_2K',
  health: null,
}

const template: Template = {
  id: '1',
  name: 'hello',
  language: 'vi',
  status: 'APPROVED',
  category: 'UTILITY',
  quality: 'GREEN',
}

const preflight: Preflight = {
  token: ok(token),
  source: ok({ ...waba, id: '10001', name: 'Provider' }),
  sourceNumbers: ok([number]),
  sourceTemplates: ok([template]),
  sourceNumber: null,
  destination: ok(waba),
  destinationNumbers: ok([]),
  destinationTemplates: ok([]),
  subscribedApps: ok([{ id: '1001', name: 'Shop' }]),
}

const all: Facts = { preflight, appId: '1001', digits: DIGITS, lineType: 'mobile', now: NOW }

const judge = (kind: CheckKind, change: Partial<Preflight> = {}, facts: Partial<Facts> = {}) => {
  const results = evaluateChecks({ ...all, ...facts, preflight: { ...preflight, ...change } })
  const found = results.find((result) => result.kind === kind)
  return found === undefined ? 'missing' : `${found.outcome}: ${found.fact.sentence}`
}

const destination = (change: Partial<Waba>): Partial<Preflight> => ({ destination: ok({ ...waba, ...change }) })
const source = (change: Partial<Waba>): Partial<Preflight> => ({ source: ok({ ...waba, ...change }) })
const phone = (change: Partial<PhoneNumber>): Partial<Preflight> => ({ sourceNumbers: ok([{ ...number, ...change }]) })
const tokenWith = (change: Partial<TokenInfo>): Partial<Preflight> => ({ token: ok({ ...token, ...change }) })
const health = (entityType: string, codes: number[]): Partial<Preflight> =>
  destination({
    health: { canSendMessage: 'LIMITED', entities: [{ entityType, id: '1', canSendMessage: 'BLOCKED', codes }] },
  })

describe('evaluateChecks', () => {
  it('passes everything when everything is ready, in reading order', () => {
    const results = evaluateChecks(all)
    expect(results.map((result) => result.kind)).toEqual(CHECK_KINDS)
    expect(results.filter((result) => result.outcome !== 'pass')).toEqual([])
  })

  it('judges the number only when there is one', () => {
    expect(judge('two_step_off', {}, { digits: null })).toBe('missing')
  })

  it.each<[CheckKind, Partial<Preflight>, string]>([
    ['token', tokenWith({ isValid: false }), 'fail: stopped'],
    ['token', tokenWith({ scopes: ['business_management'] }), 'fail: scope'],
    ['token', tokenWith({ expiresAt: NOW.getTime() / 1000 + 3600 }), 'warn: expires'],
    ['token', { token: unreadable() }, 'pass: pass'],
    ['token', { token: unreadable(), destination: unreadable() }, 'fail: stopped'],
    ['same_business', source({ ownerBusiness: { id: '90002', name: 'Provider' } }), 'fail: other'],
    [
      'same_business',
      source({ ownerBusiness: { id: '90002', name: 'P' }, onBehalfOf: { id: '90001', name: 'Lan' } }),
      'pass: pass',
    ],
    ['business_verified', destination({ businessVerificationStatus: 'NOT_VERIFIED' }), 'fail: unverified'],
    ['business_verified', destination({ businessVerificationStatus: 'PENDING_SUBMISSION' }), 'fail: pending'],
    ['business_verified', source({ businessVerificationStatus: 'REVOKED' }), 'fail: source_unverified'],
    ['source_approved', source({ accountReviewStatus: 'REJECTED' }), 'fail: rejected'],
    ['destination_approved', destination({ accountReviewStatus: 'PENDING' }), 'fail: pending'],
    ['payment', health('WABA', [141006]), 'fail: missing'],
    ['payment', destination({ primaryFundingId: null }), 'warn: unproven'],
    ['webhook_subscription', { subscribedApps: ok([]) }, 'fail: none'],
    ['webhook_subscription', { subscribedApps: ok([{ id: '9', name: 'Inbox' }]) }, 'warn: other_app'],
    ['currency', destination({ currency: null }), 'warn: unset'],
    ['account_health', health('WABA', [141014]), 'fail: locked'],
    ['account_health', destination({ status: 'DISABLED' }), 'fail: locked'],
    ['two_step_off', phone({ isPinEnabled: true }), 'fail: on'],
    ['two_step_off', phone({ isPinEnabled: null }), 'cannot_tell: cannot_tell'],
    ['display_name', phone({ newNameStatus: 'PENDING_REVIEW' }), 'fail: rename'],
    ['display_name', phone({ nameStatus: 'AVAILABLE_WITHOUT_REVIEW' }), 'warn: unreviewed'],
    ['display_name', phone({ nameStatus: 'DECLINED' }), 'fail: unapproved'],
    ['number_status', phone({ status: 'DISCONNECTED' }), 'fail: offline'],
    ['number_status', phone({ status: 'SOMETHING_NEW' }), 'fail: offline'],
    ['number_status', phone({ isOnBizApp: true }), 'fail: on_app'],
    ['number_status', phone({ accountMode: 'SANDBOX' }), 'fail: test_number'],
    ['number_status', phone({ platformType: 'ON_PREMISE' }), 'fail: on_premises'],
  ])('%s', (kind, change, expected) => expect(judge(kind, change)).toBe(expected))

  it('ignores the noise of calling set-up, which stands on healthy numbers', () => {
    expect(judge('account_health', health('PHONE_NUMBER', [138024, 141000]))).toBe('pass: pass')
  })

  it('warns when an account holds as many numbers as Meta usually allows, not counting this one', () => {
    const others = Array.from({ length: 2 }, (_, index) => ({ ...number, digits: `8490000000${index}` }))
    const two = { destinationNumbers: ok(others), ...destination({ businessVerificationStatus: 'NOT_VERIFIED' }) }
    expect(judge('number_room', two)).toBe('warn: full')
    expect(judge('number_room', { ...two, destinationNumbers: ok([number]) })).toBe('pass: pass')
    expect(judge('number_room', { destinationNumbers: ok(others) })).toBe('pass: pass')
  })

  it('counts only the templates that travel', () => {
    const there = Array.from({ length: 250 }, (_, index) => ({ ...template, id: String(index) }))
    expect(judge('template_room', { destinationTemplates: ok(there) })).toBe('warn: full')
    const staying = ok([
      { ...template, quality: 'RED' },
      { ...template, status: 'REJECTED' },
    ])
    expect(judge('template_room', { destinationTemplates: ok(there), sourceTemplates: staying })).toBe('pass: pass')
  })

  it.each([
    ['mobile', 'pass: pass'],
    ['fixed', 'warn: landline'],
    ['voip', 'warn: unusual_line'],
  ])('knows who must pick up on a %s line', (lineType, expected) =>
    expect(judge('reach', {}, { lineType })).toBe(expected),
  )

  it('never fails anything just because the source cannot be read', () => {
    const results = evaluateChecks({
      ...all,
      preflight: {
        ...preflight,
        source: unreadable(),
        sourceNumbers: unreadable(),
        sourceTemplates: unreadable(),
        sourceNumber: null,
      },
    })
    expect(results.filter((result) => result.outcome === 'fail')).toEqual([])
    const asked = results.filter((result) => result.outcome === 'cannot_tell').map((result) => result.kind)
    expect(asked).toEqual([
      'same_business',
      'source_approved',
      'template_room',
      'two_step_off',
      'display_name',
      'number_status',
    ])
  })
})

describe('isConfirmable', () => {
  it('lets people answer for what they can see, and never for what fails', () => {
    expect(isConfirmable('two_step_off', 'cannot_tell')).toBe(true)
    expect(isConfirmable('payment', 'warn')).toBe(true)
    expect(isConfirmable('two_step_off', 'fail')).toBe(false)
    expect(isConfirmable('token', 'cannot_tell')).toBe(false)
  })
})
