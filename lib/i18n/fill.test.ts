import { describe, expect, it } from 'vitest'
import { fill, timeOfDay } from './fill'

const options = { timeZone: 'Asia/Ho_Chi_Minh', now: new Date('2026-11-22T03:00:00Z') }

describe('fill', () => {
  it('puts values where they belong', () => {
    expect(fill('The code must have 6 digits. You entered {count}', { count: 5 }, 'en')).toBe(
      'The code must have 6 digits. You entered 5',
    )
  })

  it('turns times into the reader’s time of day', () => {
    expect(fill('Wait until {until}.', { until: '2026-11-22T07:05:00.000Z' }, 'en', options)).toBe('Wait until 14:05.')
    expect(fill('Wait until {until}.', { until: '2026-11-25T07:05:00.000Z' }, 'en', options)).toBe(
      'Wait until 25 Nov at 14:05.',
    )
    expect(fill('Đợi đến {until}.', { until: '2026-11-25T07:05:00.000Z' }, 'vi', options)).toBe(
      'Đợi đến 14:05 ngày 25/11.',
    )
  })

  it('says the year when it is another one', () => {
    expect(timeOfDay('2027-01-02T07:05:00Z', 'vi', options)).toBe('14:05 ngày 2/1/2027')
    expect(timeOfDay('2027-01-02T07:05:00Z', 'en', options)).toBe('2 Jan 2027 at 14:05')
  })

  it('uses the 24-hour clock at midnight', () => {
    expect(timeOfDay('2026-11-21T17:00:00Z', 'en', options)).toBe('00:00')
  })

  it('leaves out the sentence whose value is missing', () => {
    expect(fill('Too many tries. Wait until {until}. Your number has not changed.', {}, 'en')).toBe(
      'Too many tries. Your number has not changed.',
    )
  })

  it('closes the gap when nothing else would be left', () => {
    expect(fill('The token is missing {scope}.', {}, 'en')).toBe('The token is missing.')
  })

  it('names countries', () => {
    expect(fill('Too short for {country}.', { country: 'VN' }, 'en')).toBe('Too short for Vietnam.')
    expect(fill('Thiếu so với {country}.', { country: 'VN' }, 'vi')).toBe('Thiếu so với Việt Nam.')
  })

  it('never reads a value as a pattern', () => {
    expect(fill('Reference: {reference}', { reference: '$& {count}' }, 'en')).toBe('Reference: $& {count}')
  })
})
