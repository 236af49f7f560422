import { describe, expect, it } from 'vitest'
import type { Health, PhoneNumber, Preflight, Read, Template, TokenInfo, Waba } from '@/lib/graph/client'
import { ApiFailure, NetworkFailure } from '@/lib/graph/failure'
import en from '@/lib/i18n/messages/en.json'
import { evaluateChecks, type Facts } from './evaluate'
import { CHECK_KINDS, type CheckKind } from './kinds'
import { isConfirmable, ownerOf } from './owner'
import { RULES, ruleOf } from './rules'

const NOW = new Date('2026-11-22T12:00:00Z')
const DIGITS = '84912345678'
const ok = <T>(value: T): Read<T> => ({ ok: true, value })
const unreadable = (): { ok: false; failure: NetworkFailure } => ({
  ok: false,
  failure: new NetworkFailure('before_send', 'ECONNREFUSED'),
})

const refused = (code: number, subcode: number | null = null): { ok: false; failure: ApiFailure } => ({
  ok: false,
  failure: new ApiFailure({
    status: 400,
    code,
    subcode,
    text: '',
    title: null,
    userMessage: null,
    details: null,
    isTransient: false,
    traceId: null,
    waitSeconds: null,
  }),
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
}

const healthy: Health = { canSendMessage: 'AVAILABLE', entities: [] }

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
  sourceProfile: null,
  sourceHealth: ok(healthy),
  sourceNumber: null,
  destination: ok(waba),
  destinationHealth: ok(healthy),
  destinationNumbers: ok([]),
  destinationTemplates: ok([]),
  subscribedApps: ok([{ id: '1001', name: 'Shop', overrideCallbackUri: null }]),
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
const ill = (entityType: string, codes: number[]) =>
  ok({ canSendMessage: 'LIMITED', entities: [{ entityType, id: '1', canSendMessage: 'BLOCKED', codes }] })
const health = (entityType: string, codes: number[]): Partial<Preflight> => ({
  destinationHealth: ill(entityType, codes),
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
    ['token', tokenWith({ expiresAt: NOW.getTime() / 1000 + 29 * 86_400 }), 'warn: expires'],
    ['token', tokenWith({ expiresAt: NOW.getTime() / 1000 + 31 * 86_400 }), 'pass: pass'],
    ['token', tokenWith({ type: 'USER' }), 'warn: person'],
    ['token', { token: unreadable() }, 'pass: pass'],
    ['token', { token: refused(190), destination: refused(190, 463) }, 'fail: stopped'],
    ['token', { destination: refused(100, 33) }, 'fail: no_access'],
    ['token', { destination: refused(200) }, 'fail: no_access'],
    ['token', { token: unreadable(), destination: unreadable() }, 'fail: unreached'],
    ['token', { destination: refused(80008) }, 'fail: unreached'],
    ['same_business', source({ ownerBusiness: { id: '90002', name: 'Provider' } }), 'fail: other'],
    [
      'same_business',
      source({ ownerBusiness: { id: '90002', name: 'P' }, onBehalfOf: { id: '90001', name: 'Lan' } }),
      'pass: pass',
    ],
    ['business_verified', destination({ businessVerificationStatus: 'NOT_VERIFIED' }), 'fail: unverified'],
    ['business_verified', destination({ businessVerificationStatus: 'PENDING_SUBMISSION' }), 'fail: pending'],
    ['business_verified', source({ businessVerificationStatus: 'REVOKED' }), 'fail: source_unverified'],
    [
      'business_verified',
      { ...destination({ businessVerificationStatus: null }), ...health('BUSINESS', [141010]) },
      'fail: unverified',
    ],
    ['business_verified', destination({ businessVerificationStatus: null }), 'cannot_tell: cannot_tell'],
    ['source_approved', source({ accountReviewStatus: 'REJECTED' }), 'fail: rejected'],
    ['destination_approved', destination({ accountReviewStatus: 'PENDING' }), 'fail: pending'],
    ['payment', health('WABA', [141006]), 'fail: missing'],
    ['payment', destination({ primaryFundingId: null }), 'warn: unproven'],
    ['source_payment', { sourceHealth: ill('WABA', [141006]) }, 'warn: missing'],
    ['source_payment', source({ primaryFundingId: null }), 'cannot_tell: cannot_tell'],
    ['webhook_subscription', { subscribedApps: ok([]) }, 'fail: none'],
    [
      'webhook_subscription',
      { subscribedApps: ok([{ id: '9', name: 'Inbox', overrideCallbackUri: null }]) },
      'warn: other_app',
    ],
    ['currency', destination({ currency: null }), 'warn: unset'],
    ['account_health', health('WABA', [141014]), 'fail: locked'],
    ['account_health', destination({ status: 'DISABLED' }), 'fail: locked'],
    ['account_health', destination({ status: 'DREAMING' }), 'warn: unusual'],
    ['account_health', { destinationHealth: ok(null) }, 'cannot_tell: cannot_tell'],
    ['source_health', { sourceHealth: ill('WABA', [141014]) }, 'fail: locked'],
    ['source_health', source({ status: 'SUSPENDED' }), 'fail: locked'],
    ['two_step_off', phone({ isPinEnabled: true }), 'fail: on'],
    ['two_step_off', phone({ isPinEnabled: null }), 'cannot_tell: cannot_tell'],
    ['name_change', phone({ newNameStatus: 'PENDING_REVIEW' }), 'fail: waiting'],
    ['name_change', phone({ newNameStatus: 'NONE' }), 'pass: pass'],
    ['name_change', phone({ nameStatus: null }), 'cannot_tell: cannot_tell'],
    ['display_name', phone({ newNameStatus: 'PENDING_REVIEW' }), 'pass: pass'],
    ['display_name', phone({ nameStatus: 'AVAILABLE_WITHOUT_REVIEW' }), 'warn: unreviewed'],
    ['display_name', phone({ nameStatus: 'DECLINED' }), 'fail: unapproved'],
    ['number_status', phone({ status: 'DISCONNECTED' }), 'fail: offline'],
    ['number_status', phone({ status: 'SOMETHING_NEW' }), 'fail: offline'],
    ['number_status', phone({ status: null }), 'cannot_tell: cannot_tell'],
    ['number_status', phone({ isOnBizApp: true }), 'pass: pass'],
    ['business_app', phone({ isOnBizApp: true }), 'fail: on_app'],
    ['business_app', phone({ isOnBizApp: null }), 'cannot_tell: cannot_tell'],
    ['test_number', phone({ accountMode: 'SANDBOX' }), 'fail: test'],
    ['test_number', { sourceNumbers: unreadable() }, 'pass: pass'],
    ['cloud_api', phone({ platformType: 'ON_PREMISE' }), 'fail: on_premises'],
    ['cloud_api', phone({ platformType: 'NOT_APPLICABLE' }), 'cannot_tell: cannot_tell'],
    ['destination_free', { destinationNumbers: ok([{ ...number, status: 'PENDING' }]) }, 'pass: pass'],
    ['destination_free', { destinationNumbers: ok([number]) }, 'warn: connected'],
    ['destination_free', { destinationNumbers: unreadable() }, 'cannot_tell: cannot_tell'],
  ])('%s', (kind, change, expected) => expect(judge(kind, change)).toBe(expected))

  it('knows a test number by its range when nothing can be read', () => {
    expect(judge('test_number', { sourceNumbers: unreadable() }, { digits: '15550100123' })).toBe('fail: test')
  })

  it('says nothing of what has not arrived, and the same as in the end of what has', () => {
    const { destinationHealth, sourceHealth, sourceTemplates, destinationTemplates, ...quick } = preflight
    const early = evaluateChecks({ ...all, preflight: quick })
    const late = ['business_verified', 'payment', 'source_payment', 'template_room', 'account_health', 'source_health']
    expect(early).toEqual(evaluateChecks(all).filter(({ kind }) => !late.includes(kind)))
  })

  it.each(CHECK_KINDS)('judges %s by nothing but the parts its rule names', (kind) => {
    const named = Object.entries(preflight).filter(([part]) => ruleOf(kind).reads.some((read) => read === part))
    const found = evaluateChecks({ ...all, preflight: Object.fromEntries(named) }).find((check) => check.kind === kind)
    expect(found).toEqual(evaluateChecks(all).find((check) => check.kind === kind))
  })

  it.each(CHECK_KINDS)('has words for everything that %s may say, and for nothing else', (kind) => {
    const around = ['title', 'why', 'todo', 'question', 'detailHeading', 'note']
    const said = Object.keys(en.checks[kind]).filter((key) => !around.includes(key))
    expect(said.sort()).toEqual(Object.keys(RULES[kind].sentences).sort())
  })

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
        sourceHealth: unreadable(),
        sourceNumber: null,
      },
    })
    expect(results.filter((result) => result.outcome === 'fail')).toEqual([])
    const asked = results.filter((result) => result.outcome === 'cannot_tell').map((result) => result.kind)
    expect(asked).toEqual([
      'same_business',
      'source_approved',
      'source_payment',
      'template_room',
      'source_health',
      'two_step_off',
      'display_name',
      'name_change',
      'number_status',
      'business_app',
      'cloud_api',
    ])
  })
})

describe('ownerOf', () => {
  it.each([
    ['payment', 'missing', 'you'],
    ['two_step_off', 'on', 'provider'],
    ['business_verified', 'unverified', 'you'],
    ['business_verified', 'pending', 'meta'],
    ['business_verified', 'source_unverified', 'provider'],
    ['destination_approved', 'pending', 'meta'],
    ['destination_approved', 'rejected', 'you'],
  ] as const)('of %s · %s is %s', (kind, sentence, owner) => expect(ownerOf(kind, sentence)).toBe(owner))
})

describe('isConfirmable', () => {
  it('lets people answer for what they can see, and never for what fails', () => {
    expect(isConfirmable('two_step_off', 'cannot_tell')).toBe(true)
    expect(isConfirmable('payment', 'warn')).toBe(true)
    expect(isConfirmable('two_step_off', 'fail')).toBe(false)
    expect(isConfirmable('token', 'cannot_tell')).toBe(false)
  })
})
