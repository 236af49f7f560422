import { describe, expect, it } from 'vitest'
import type { CheckKind } from '@/lib/checks/kinds'
import { DEAD_ENDS, deadEndOf, deadEndOfNumber } from './dead-ends'

const failing = (kind: CheckKind, sentence: string) => ({ kind, sentence, blocking: true })

describe('deadEndOf', () => {
  it.each([
    ['business_app', 'on_app', 'business_app'],
    ['test_number', 'test', 'test_number'],
    ['cloud_api', 'on_premises', 'on_premises'],
    ['same_business', 'other', 'other_business'],
    ['number_status', 'offline', null],
    ['payment', 'missing', null],
  ] as const)('the check %s says %s: %s', (kind, sentence, reason) =>
    expect(deadEndOf([failing(kind, sentence)], null)).toBe(reason),
  )

  it.each([
    ['different_business', 'other_business'],
    ['accounts_other_business', 'other_business'],
    ['add_directly', 'add_directly'],
    ['source_not_set_up', 'partner_solution'],
    ['number_on_business_app', 'business_app'],
    ['number_test', 'test_number'],
    ['number_already_there', 'already_connected'],
    ['two_step_on', null],
  ])('the refusal %s: %s', (code, reason) => expect(deadEndOf([], code)).toBe(reason))

  it('believes the refusal more than the checks, and a check only while it fails', () => {
    const check = failing('business_app', 'on_app')
    expect(deadEndOf([check], 'add_directly')).toBe('add_directly')
    expect(deadEndOf([{ ...check, blocking: false }], null)).toBeNull()
    expect(deadEndOf([check], 'two_step_on')).toBe('business_app')
  })

  it('is reached from somewhere, whichever it is', () => {
    const checks = [
      failing('business_app', 'on_app'),
      failing('test_number', 'test'),
      failing('cloud_api', 'on_premises'),
    ].map((check) => deadEndOf([check], null))
    const refusals = ['different_business', 'add_directly', 'source_not_set_up', 'number_already_there'].map((code) =>
      deadEndOf([], code),
    )
    expect(new Set([...checks, ...refusals])).toEqual(new Set(DEAD_ENDS))
  })
})

describe('deadEndOfNumber', () => {
  it.each([
    ['test_number', 'test_number'],
    ['on_business_app', 'business_app'],
    ['on_premises', 'on_premises'],
    ['already_there', 'already_connected'],
    ['offline', null],
    ['open_migration', null],
    [null, null],
  ] as const)('%s: %s', (reason, expected) => expect(deadEndOfNumber(reason)).toBe(expected))
})
