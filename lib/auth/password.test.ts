import { describe, expect, it } from 'vitest'
import { checkPassword } from './check-password'
import { hashPassword, verifyPassword } from './password'

describe('hashPassword', () => {
  it('verifies its own hash and no other password', async () => {
    const stored = await hashPassword('đi chợ mua rau muống')
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
    expect(await verifyPassword(stored, 'đi chợ mua rau muống')).toBe(true)
    expect(await verifyPassword(stored, 'đi chợ mua rau muốn')).toBe(false)
  })

  it('does not care how the keyboard composes its accents', async () => {
    const stored = await hashPassword('rau muống'.normalize('NFC'))
    expect(await verifyPassword(stored, 'rau muống'.normalize('NFD'))).toBe(true)
  })

  it('never makes the same hash twice', async () => {
    expect(await hashPassword('same password')).not.toBe(await hashPassword('same password'))
  })

  it('verifies a hash of another cost: a vector of the reference implementation', async () => {
    const stored = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc'
    expect(await verifyPassword(stored, 'password')).toBe(true)
    expect(await verifyPassword(stored, 'passworD')).toBe(false)
  })

  it.each([null, '', '-', '$2b$10$abcdefghijklmnopqrstuv'])('says no for %j, whatever is typed', async (stored) => {
    expect(await verifyPassword(stored, '')).toBe(false)
    expect(await verifyPassword(stored, 'a password of some length')).toBe(false)
  })

  it('works through many at once', async () => {
    const stored = await hashPassword('one two three four')
    const answers = await Promise.all(Array.from({ length: 12 }, () => verifyPassword(stored, 'one two three four')))
    expect(answers.every(Boolean)).toBe(true)
  })

  it('turns people away rather than piling them up', async () => {
    const crowd = Array.from({ length: 60 }, () => verifyPassword(null, 'x'))
    const results = await Promise.allSettled(crowd)
    const refused = results.filter((result) => result.status === 'rejected')
    expect(refused).toHaveLength(6)
    expect(refused.every((result) => String(result.reason).includes('not_saved'))).toBe(true)
  })
})

describe('checkPassword', () => {
  it.each([
    ['', 'password_empty'],
    ['elevenchars', 'password_short'],
    ['x'.repeat(11), 'password_short'],
    ['a1'.repeat(101), 'password_too_long'],
    ['password1234', 'password_common'],
    ['PassWord1234', 'password_common'],
    ['matkhau123456', 'password_common'],
    ['aaaaaaaaaaaaaaaa', 'password_common'],
    ['lan@cuahang.vn', 'password_common'],
    ['LAN@cuahang.VN', 'password_common'],
  ])('refuses %j with %s', (password, code) => {
    expect(() => checkPassword(password, 'Lan@cuahang.vn')).toThrow(code)
  })

  it.each(['rau muống xào tỏi', 'twelve chars', `${'🔑'.repeat(6)}abcdef`, 'a1'.repeat(100)])(
    'takes %j',
    (password) => {
      expect(() => checkPassword(password, 'lan@cuahang.vn')).not.toThrow()
    },
  )
})
