import { describe, expect, it } from 'vitest'
import { canVisit, currentStep, type Position, previousStep, STEPS, type Step } from './journey'
import { STATUSES } from './machine'

const at = (position: Partial<Position>): Position => ({
  status: 'draft',
  accountsChosen: true,
  numberChosen: true,
  liveCommand: null,
  ...position,
})

describe('currentStep', () => {
  it.each<[string, Partial<Position>, Step]>([
    ['nothing chosen', { accountsChosen: false, numberChosen: false }, 'checks'],
    ['accounts chosen', { numberChosen: false }, 'number'],
    ['a failing check', {}, 'checks'],
    ['ready', { status: 'ready' }, 'code-method'],
    ['number added', { status: 'number_added' }, 'code-method'],
    ['code on its way', { status: 'code_requested' }, 'code'],
    ['verified', { status: 'verified' }, 'pin'],
    ['register running', { status: 'verified', liveCommand: 'register' }, 'moving'],
    ['registered', { status: 'registered' }, 'moving'],
    ['confirmed', { status: 'confirmed' }, 'done'],
    ['cancelled', { status: 'cancelled' }, 'done'],
  ])('%s', (_, position, step) => expect(currentStep(at(position))).toBe(step))
})

describe('canVisit', () => {
  it('always lets people be where they are', () => {
    for (const status of STATUSES) {
      const position = at({ status })
      expect(canVisit(currentStep(position), position)).toBe(true)
    }
  })

  it('keeps the checks one press away from every step before the move', () => {
    for (const status of ['draft', 'ready', 'number_added', 'code_requested', 'verified'] as const) {
      expect(canVisit('checks', at({ status }))).toBe(true)
    }
  })

  it.each<[Partial<Position>, Step[]]>([
    [{ status: 'ready' }, ['checks', 'number', 'code-method']],
    [{ status: 'code_requested' }, ['checks', 'code-method', 'code']],
    [{ status: 'verified' }, ['checks', 'pin', 'review']],
    [{ status: 'registered' }, ['moving']],
    [{ status: 'confirmed' }, ['done']],
  ])('%o', (position, steps) => expect(STEPS.filter((step) => canVisit(step, at(position)))).toEqual(steps))
})

describe('previousStep', () => {
  it('leads back to the last page that may still be opened', () => {
    expect(previousStep('review', at({ status: 'verified' }))).toBe('pin')
    expect(previousStep('code', at({ status: 'code_requested' }))).toBe('code-method')
    expect(previousStep('checks', at({}))).toBeNull()
    expect(previousStep('done', at({ status: 'confirmed' }))).toBeNull()
  })
})
