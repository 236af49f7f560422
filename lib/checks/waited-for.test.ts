import { describe, expect, it } from 'vitest'
import type { CheckKind, CheckOutcome } from './kinds'
import { isWaitedFor } from './waited-for'

const seen = (kind: CheckKind, outcome: CheckOutcome, confirmed = false) => ({ kind, outcome, confirmed })

describe('isWaitedFor', () => {
  it.each([
    ['the provider', seen('two_step_off', 'fail'), true],
    ['Meta', seen('destination_approved', 'fail'), true],
    ['the owner in Meta', seen('payment', 'fail'), true],
    ['what Meta may yet show', seen('payment', 'warn'), true],
    ['what may become readable', seen('source_approved', 'cannot_tell'), true],
    ['nothing, when a person answered', seen('payment', 'warn', true), false],
    ['nothing, when nobody is asked', seen('currency', 'warn'), false],
    ['nothing, when a token must be pasted here', seen('token', 'fail'), false],
    ['nothing, when the line is what it is', seen('reach', 'warn'), false],
    ['nothing, when all is well', seen('two_step_off', 'pass'), false],
  ])('waits for %s', (_who, check, expected) => {
    expect(isWaitedFor([seen('webhook_subscription', 'pass'), check], true)).toBe(expected)
  })

  it('does not wait for what an unknown account hides, nor with a token that has stopped', () => {
    expect(isWaitedFor([seen('two_step_off', 'cannot_tell')], false)).toBe(false)
    expect(isWaitedFor([seen('two_step_off', 'fail'), seen('token', 'fail')], true)).toBe(false)
  })
})
