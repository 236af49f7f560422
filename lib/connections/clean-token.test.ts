import { describe, expect, it } from 'vitest'
import { cleanAppSecret, cleanToken } from './clean-token'

const token = `EAAG${'a1B2'.repeat(30)}ZDZD`

describe('cleanToken', () => {
  it.each([
    token,
    `  ${token}\n`,
    `"${token}"`,
    `Bearer ${token}`,
    `Authorization: Bearer ${token}`,
    `access_token=${token}`,
    `'${token.slice(0, 60)}\r\n  ${token.slice(60)}',`,
    `\ufeff“${token}”\u200b`,
  ])('finds the token in what was pasted', (pasted) => {
    expect(cleanToken(pasted)).toBe(token)
  })

  it.each([
    ['', 'token_empty'],
    [' "" ', 'token_empty'],
    ['Bearer ', 'token_empty'],
    ['EAAGabc', 'token_short'],
    ['0123456789abcdef0123456789ABCDEF', 'token_looks_like_secret'],
    ['102290129340398', 'token_looks_like_id'],
    [`PRACTICE${'0'.repeat(40)}`, 'invalid_input'],
    [`EAAG${'ă'.repeat(60)}`, 'invalid_input'],
  ])('refuses %j with %s', (pasted, code) => {
    expect(() => cleanToken(pasted)).toThrow(code)
  })
})

describe('cleanAppSecret', () => {
  it('takes none for none, and 32 hexadecimal characters in any case', () => {
    expect(cleanAppSecret(undefined)).toBeNull()
    expect(cleanAppSecret('  ')).toBeNull()
    expect(cleanAppSecret(' 0123456789ABCDEF0123456789abcdef ')).toBe('0123456789abcdef0123456789abcdef')
  })

  it('refuses anything else', () => {
    expect(() => cleanAppSecret('hunter2')).toThrow('app_secret_format')
  })
})
