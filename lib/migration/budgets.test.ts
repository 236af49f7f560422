import { describe, expect, it } from 'vitest'
import { meter, nextAllowed } from './budgets'

const NOW = new Date('2026-11-22T12:00:00Z')
const ago = (seconds: number) => new Date(NOW.getTime() - seconds * 1000)
const waitOf = (effect: Parameters<typeof nextAllowed>[0], spent: Date[]) =>
  (nextAllowed(effect, spent, NOW).getTime() - NOW.getTime()) / 1000

describe('nextAllowed', () => {
  it('lets the first call go at once', () => expect(waitOf('request_code', [])).toBe(0))

  it('lengthens the gap between codes: one minute, then two, then five', () => {
    expect(waitOf('request_code', [ago(10)])).toBe(50)
    expect(waitOf('request_code', [ago(300), ago(10)])).toBe(110)
  })

  it('allows three codes an hour', () => {
    expect(waitOf('request_code', [ago(3000), ago(2000), ago(1000)])).toBe(600)
  })

  it('allows three registrations in 72 hours, so that Meta never locks the number', () => {
    expect(waitOf('register', [ago(100), ago(50)])).toBe(0)
    expect(waitOf('register', [ago(100), ago(50), ago(10)])).toBe(72 * 3600 - 100)
    expect(waitOf('register', [ago(72 * 3600 + 1), ago(50), ago(10)])).toBe(0)
  })
})

describe('meter', () => {
  it('shows the limit that is nearest', () => {
    expect(meter('request_code', [ago(10), ago(20)], NOW)).toEqual({ used: 2, limit: 3 })
    const spread = [ago(5 * 3600), ago(6 * 3600), ago(7 * 3600), ago(8 * 3600)]
    expect(meter('request_code', spread, NOW)).toEqual({ used: 4, limit: 5 })
  })
})
