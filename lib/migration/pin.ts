import type { ErrorCode } from '@/lib/errors/catalog'
import { toAsciiDigits } from '@/lib/phone/digits'

export type PinContext = {
  /** The phone number in E.164 without the plus. */
  phoneDigits: string
  /** The verification code typed a moment ago: people mistake one for the other. */
  code?: string | undefined
  /** The person read the warning about dates and wants this PIN all the same. */
  acceptDate?: boolean | undefined
}

/** Printed in Meta's documentation and tutorials, or at the top of published lists of leaked six-digit PINs. */
const COMMON = new Set(
  `212834 150954 112233 123321 332211 654123 456123 789456 246810 135790 135791 102030 010203 121314 131420 142857 314159
   271828 161803 141421 223344 334455 445566 556677 667788 778899 998877 887766 665544 554433 443322 001122 100200 100000
   000001 200000 520131 520530 147369 258369 369258 886688 668899 688688 868668 168168 181818 123789 987123 110011 112211
   221122 102938 192837 564738 090807 070809 050607 908070 112358 131517 124578 142536 415263`.split(/\s+/),
)

const KEYPAD_LINES = ['123', '456', '789', '147', '258', '369', '159', '357', '080']
const KEYPAD_EDGE = '12369874'

const reverse = (text: string): string => [...text].reverse().join('')

function isRun(pin: string): boolean {
  const steps = [...pin].slice(1).map((digit, index) => (Number(digit) - Number(pin[index]) + 10) % 10)
  return steps.every((step) => step === 1) || steps.every((step) => step === 9)
}

const isPattern = (pin: string): boolean => /^(\d{2})\1\1$|^(\d{3})\2$|^(\d)\3\3(\d)\4\4$/.test(pin)

function isOnKeypad(pin: string): boolean {
  const lines = [...KEYPAD_LINES, ...KEYPAD_LINES.map(reverse)]
  const edge = KEYPAD_EDGE + KEYPAD_EDGE
  return (
    (lines.includes(pin.slice(0, 3)) && lines.includes(pin.slice(3))) ||
    edge.includes(pin) ||
    reverse(edge).includes(pin)
  )
}

function isInNumber(pin: string, phoneDigits: string): boolean {
  if (phoneDigits.includes(pin)) return true
  // At home the same number starts with 0 in place of the country code, which has one to three digits.
  const at = pin.startsWith('0') ? phoneDigits.indexOf(pin.slice(1)) : -1
  return at >= 1 && at <= 3
}

const within = (value: string, low: number, high: number): boolean => Number(value) >= low && Number(value) <= high
const isMonth = (value: string): boolean => within(value, 1, 12)
const isDay = (value: string): boolean => within(value, 1, 31)
const isYear = (value: string): boolean => within(value, 1900, 2099)

function isDate(pin: string): boolean {
  const [first, middle, last] = [pin.slice(0, 2), pin.slice(2, 4), pin.slice(4)]
  return (
    (isDay(first) && isMonth(middle)) ||
    (isMonth(first) && isDay(middle)) ||
    (isMonth(middle) && isDay(last)) ||
    (isYear(pin.slice(0, 4)) && isMonth(last)) ||
    (isMonth(first) && isYear(pin.slice(2)))
  )
}

/** What was typed, as six digits if that is what it is: spaces and marks that people and phones add do not count. */
export const normalisePin = (text: string): string => toAsciiDigits(text).replace(/[\s\p{Cf}\-–—.]/gu, '')

/** Why this PIN is refused, or null. `pin_date` is a warning: it goes with `acceptDate`. */
export function checkPin(text: string, context: PinContext): ErrorCode | null {
  const pin = normalisePin(text)
  if (pin === '') return 'pin_empty'
  if (!/^\d+$/.test(pin)) return 'pin_not_digits'
  if (pin.length !== 6) return 'pin_length'
  if (pin === context.code) return 'pin_is_code'
  if (/^(\d)\1+$/.test(pin)) return 'pin_same_digit'
  if (isRun(pin)) return 'pin_run'
  if (isPattern(pin)) return 'pin_pattern'
  if (isOnKeypad(pin)) return 'pin_keypad'
  if (COMMON.has(pin)) return 'pin_common'
  if (isInNumber(pin, context.phoneDigits)) return 'pin_in_number'
  if (isDate(pin) && !context.acceptDate) return 'pin_date'
  return null
}

const PINS = 1_000_000
// Above the last whole multiple of a million some PINs would come up more often than others.
const FAIR_BELOW = 2 ** 32 - (2 ** 32 % PINS)
const TRIES = 1000

/** A PIN that passes every rule, dates included. `random` gives whole numbers from 0 to 2^32 - 1. */
export function suggestPin(random: () => number, context: PinContext): string {
  for (let tried = 0; tried < TRIES; tried++) {
    const value = random()
    const pin = String(value % PINS).padStart(6, '0')
    if (value < FAIR_BELOW && checkPin(pin, { ...context, acceptDate: false }) === null) return pin
  }
  throw new Error('no usable PIN: the source of randomness repeats itself')
}

/** In two groups, as it is read out and written down. */
export const formatPin = (pin: string): string => `${pin.slice(0, 3)} ${pin.slice(3)}`
