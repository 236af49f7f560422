import { describe, expect, it } from 'vitest'
import { checkPin, formatPin, normalisePin, suggestPin } from './pin'

const context = { phoneDigits: '84912345678' }

describe('checkPin', () => {
  it.each(['482915', '907261', '482 915', '482-915', '٤٨٢٩١٥', '४८२९१५', '４８２９１５', '\u2068482915\u2069'])(
    'takes %j',
    (pin) => {
      expect(checkPin(pin, context)).toBeNull()
    },
  )

  it.each([
    ['', 'pin_empty'],
    ['   ', 'pin_empty'],
    ['4829', 'pin_length'],
    ['4829156', 'pin_length'],
    ['48291a', 'pin_not_digits'],
    ['000000', 'pin_same_digit'],
    ['111111', 'pin_same_digit'],
    ['123456', 'pin_run'],
    ['654321', 'pin_run'],
    ['789012', 'pin_run'],
    ['210987', 'pin_run'],
    ['012345', 'pin_run'],
    ['121212', 'pin_pattern'],
    ['908090', null],
    ['123123', 'pin_pattern'],
    ['111222', 'pin_pattern'],
    ['147258', 'pin_keypad'],
    ['258147', 'pin_keypad'],
    ['159753', 'pin_keypad'],
    ['789123', 'pin_keypad'],
    ['147896', 'pin_keypad'],
    ['321478', 'pin_keypad'],
    ['212834', 'pin_common'],
    ['150954', 'pin_common'],
    ['112233', 'pin_common'],
    ['849123', 'pin_in_number'],
    ['912345', 'pin_in_number'],
    ['091234', 'pin_in_number'],
    ['345678', 'pin_run'],
  ] as const)('answers %j with %s', (pin, expected) => {
    expect(checkPin(pin, context)).toBe(expected)
  })

  it('does not call digits a part of another number', () => {
    expect(checkPin('849123', { phoneDigits: '12025550143' })).toBeNull()
  })

  it('refuses the code that was typed a moment ago', () => {
    expect(checkPin('482915', { ...context, code: '482915' })).toBe('pin_is_code')
    expect(checkPin('482-915', { ...context, code: '482915' })).toBe('pin_is_code')
  })

  it.each(['251190', '112590', '901125', '199011', '111990', '310185'])(
    'warns that %s looks like a date, until the person accepts it',
    (pin) => {
      expect(checkPin(pin, context)).toBe('pin_date')
      expect(checkPin(pin, { ...context, acceptDate: true })).toBeNull()
    },
  )

  it('lets no acceptance of a date open another rule', () => {
    expect(checkPin('121212', { ...context, acceptDate: true })).toBe('pin_pattern')
  })
})

describe('suggestPin', () => {
  it('skips what it would refuse itself', () => {
    const values = [123456, 251190, 482915, 999999].values()
    expect(suggestPin(() => values.next().value ?? 0, { ...context, code: '999999' })).toBe('482915')
  })

  it('does not favour the PINs at the start of the range', () => {
    const values = [2 ** 32 - 1, 5_482_915].values()
    expect(suggestPin(() => values.next().value ?? 0, context)).toBe('482915')
  })

  it('keeps leading zeros', () => {
    expect(suggestPin(() => 7_048_291, { phoneDigits: '12025550143' })).toBe('048291')
  })

  it('gives a PIN that passes for every start of a pseudo-random sequence', () => {
    let state = 1
    const random = () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return state
    }
    for (let round = 0; round < 2000; round++) expect(checkPin(suggestPin(random, context), context)).toBeNull()
  })

  it('stops when the randomness is broken', () => {
    expect(() => suggestPin(() => 0, context)).toThrow('randomness')
  })
})

describe('formatPin', () => {
  it('groups the digits', () => {
    expect(formatPin('482915')).toBe('482 915')
    expect(normalisePin(formatPin('482915'))).toBe('482915')
  })
})
