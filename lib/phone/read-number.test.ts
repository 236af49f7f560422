import { describe, expect, it } from 'vitest'
import { digitsOf, toAsciiDigits } from './digits'
import { readNumber } from './read-number'

const e164 = (typed: string, country: string | null = null) => {
  const read = readNumber(typed, country)
  return 'error' in read ? read.error : read.e164
}

describe('readNumber', () => {
  it.each([
    ['+84 912 345 678', '+84912345678'],
    ['+84-912.345(678)', '+84912345678'],
    ['0084912345678', '+84912345678'],
    ['tel:+84912345678', '+84912345678'],
    ['\u202a+84 912 345 678\u202c', '+84912345678'],
    ['WhatsApp: +84 912 345 678', '+84912345678'],
    ['+٨٤ ٩١٢ ٣٤٥ ٦٧٨', '+84912345678'],
    ['+39 06 6982', '+39066982'],
  ])('reads %s', (typed, expected) => expect(e164(typed)).toBe(expected))

  it('assumes the country only when there is none, and says so', () => {
    const read = readNumber('0912 345 678', 'VN')
    expect(read).toMatchObject({ e164: '+84912345678', assumedCountry: true, lineType: 'mobile', country: 'VN' })
    expect(readNumber('+84912345678', 'BR')).toMatchObject({ assumedCountry: false })
  })

  it.each([
    ['', 'number_empty'],
    ['0912 345 678', 'number_no_country'],
    ['+84 912 345', 'number_too_short'],
    ['+84 912 345 678 90', 'number_too_long'],
    ['my number', 'number_letters'],
    ['8.49E+10', 'number_damaged'],
  ])('says what is wrong with "%s"', (typed, expected) => expect(e164(typed)).toBe(expected))

  it('tells a landline from a mobile', () => {
    expect(readNumber('+84 24 3825 3861', null)).toMatchObject({ lineType: 'fixed' })
  })
})

describe('toAsciiDigits', () => {
  it('reads every digit of the native blocks', () => {
    expect(toAsciiDigits('٠١٢٣٤٥٦٧٨٩')).toBe('0123456789')
    expect(toAsciiDigits('۰۱۲۳۴۵۶۷۸۹')).toBe('0123456789')
    expect(toAsciiDigits('०१२३४५६७८९')).toBe('0123456789')
    expect(toAsciiDigits('０１２３４５６７８９')).toBe('0123456789')
    expect(digitsOf('+55 (21) ٩')).toBe('55219')
  })
})
