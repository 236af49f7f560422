import { describe, expect, it } from 'vitest'
import { waitSeconds } from './waits'

const HOUR = 3600
const NOW = Date.parse('2026-11-22T12:00:00Z')
const usage = (minutes: number) => ({
  'x-business-use-case-usage': JSON.stringify({
    '102290129340398': [{ type: 'whatsapp_business_management', estimated_time_to_regain_access: minutes }],
  }),
})

const wait = (
  code: number,
  more: { subcode?: number; details?: string; headers?: Record<string, string>; status?: number } = {},
) =>
  waitSeconds({
    status: more.status ?? 400,
    code,
    subcode: more.subcode ?? null,
    details: more.details ?? null,
    headers: new Headers(more.headers),
    now: NOW,
  })

describe('waitSeconds', () => {
  it.each([4, 17, 32, 341, 613, 80007, 80008])('waits an hour for %i without a header', (code) => {
    expect(wait(code)).toBe(HOUR)
  })

  it('takes the time Meta gives', () => {
    expect(wait(4, { headers: { 'retry-after': '120' } })).toBe(120)
    expect(wait(4, { headers: { 'retry-after': 'Sun, 22 Nov 2026 12:05:00 GMT' } })).toBe(300)
    expect(wait(80008, { headers: usage(19) })).toBe(19 * 60)
  })

  it('ignores times out of reason, and usage beside anything but a throttle', () => {
    for (const value of ['0', '-5', '604801', 'soon', '', '1e9']) {
      expect(wait(4, { headers: { 'retry-after': value } })).toBe(HOUR)
    }
    expect(wait(4, { headers: { 'retry-after': '604800' } })).toBe(604800)
    expect(wait(4, { headers: usage(0) })).toBe(HOUR)
    expect(wait(4, { headers: usage(99_999) })).toBe(HOUR)
    expect(wait(4, { headers: { 'x-business-use-case-usage': 'nonsense' } })).toBe(HOUR)
    expect(wait(100, { headers: usage(19) })).toBeNull()
  })

  it('knows the locks of registration', () => {
    expect(wait(133016)).toBe(72 * HOUR)
    expect(wait(133016, { headers: { 'retry-after': '5' } })).toBe(72 * HOUR)
    expect(wait(133015)).toBe(300)
    expect(wait(133008)).toBe(12 * HOUR)
    expect(wait(133009)).toBe(HOUR)
    expect(wait(136024, { subcode: 2388091 })).toBe(HOUR)
    expect(wait(136024)).toBeNull()
    expect(wait(100, { subcode: 2494100 })).toBe(300)
    expect(wait(131057)).toBe(300)
  })

  it.each([
    ['Try again in 30 minutes.', 1800],
    ['Please wait 1 hour 30 minutes', 5400],
    ['retry after 45 seconds', 45],
    ['Wait 90s', 90],
    ['You can try again in 2 days', 2 * 24 * HOUR],
    ['Wait 30 days', 12 * HOUR],
    ['Too many two-step verification PIN guesses for this phone number.', 12 * HOUR],
  ])('reads "%s"', (details, expected) => expect(wait(133008, { details })).toBe(expected))

  it('waits for a 429 of any code, and for nothing else', () => {
    expect(wait(12345, { status: 429 })).toBe(HOUR)
    expect(wait(12345)).toBeNull()
  })
})
