import { describe, expect, it } from 'vitest'
import { readCode } from './code'

const read = (text: string) => readCode(text)
const ok = { ok: true, code: '123456' }

describe('readCode', () => {
  it.each([
    '123456',
    ' 123456 ',
    '123-456',
    '123–456',
    '123 456',
    '123\u00a0456',
    '1 2 3 4 5 6',
    '12 34 56',
    '\u2066123-456\u2069',
    '١٢٣٤٥٦',
    '۱۲۳-۴۵۶',
    '१२३ ४५६',
    '１２３４５６',
    'Your WhatsApp code: 123-456',
    '<#> Your WhatsApp Business code: 123-456\nDon’t share this code with others\nrJbA/XP1K+V',
    'Mã WhatsApp của bạn là 123456, gửi lúc 14:05 ngày 25/11/2026',
    '您的验证码123456，请勿泄露',
    'For +84 912 345 678 the code is 123 456.',
    'Call 091-234-5678. Code 123-456, code 123456.',
    '123456 123456',
  ])('reads the six digits in %j', (text) => {
    expect(read(text)).toEqual(ok)
  })

  it('keeps a leading zero', () => {
    expect(read('012-345')).toEqual({ ok: true, code: '012345' })
  })

  it.each(['', '   ', '\u200b'])('asks for the code when there is none in %j', (text) => {
    expect(read(text)).toEqual({ ok: false, error: 'code_empty' })
  })

  it.each([
    ['12345', 5],
    ['1', 1],
    ['123 45', 5],
    ['Your code is 12345', 5],
  ])('counts the missing digits of %j', (text, count) => {
    expect(read(text)).toEqual({ ok: false, error: 'code_too_short', count })
  })

  it.each([
    ['1234567', 7],
    ['123 4567', 7],
    ['123 456 7', 7],
    ['123456 7', 7],
    ['+84 912 345 678', 11],
  ])('counts the extra digits of %j', (text, count) => {
    expect(read(text)).toEqual({ ok: false, error: 'code_too_long', count })
  })

  it.each(['hello', '---', '12345b', '1b3456', '12O456', '12 apples and 3456'])('refuses letters in %j', (text) => {
    expect(read(text)).toEqual({ ok: false, error: 'code_not_digits' })
  })

  it.each(['123456 654321', '123-456\n654-321', 'First code 123-456, second code 654-321', 'Codes: 123456 or 654 321'])(
    'asks which one when %j holds two',
    (text) => {
      expect(read(text)).toEqual({ ok: false, error: 'code_two_groups' })
    },
  )
})
