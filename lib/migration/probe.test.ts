import { describe, expect, it } from 'vitest'
import { isProvenNotDone, nextProbe } from './probe'

const SINCE = new Date('2026-11-22T12:00:00Z')

describe('nextProbe', () => {
  it('reads at 2, 5, 10, 20, 40, 60, 120, 300 seconds, then every five minutes', () => {
    const seconds = Array.from({ length: 10 }, (_, count) => nextProbe(count, SINCE)?.getTime()).map(
      (time) => ((time ?? 0) - SINCE.getTime()) / 1000,
    )
    expect(seconds).toEqual([2, 5, 10, 20, 40, 60, 120, 300, 600, 900])
  })

  it('stops after a day: then a person decides', () => expect(nextProbe(400, SINCE)).toBeNull())
})

describe('isProvenNotDone', () => {
  it('wants three agreeing reads over more than the two minutes that reads may lag, for register over five', () => {
    expect(isProvenNotDone('add_number', 2, 600_000)).toBe(false)
    expect(isProvenNotDone('add_number', 3, 124_000)).toBe(false)
    expect(isProvenNotDone('add_number', 3, 125_000)).toBe(true)
    expect(isProvenNotDone('register', 9, 299_000)).toBe(false)
    expect(isProvenNotDone('register', 3, 300_000)).toBe(true)
  })

  it('never proves that a code was not sent', () => {
    expect(isProvenNotDone('request_code', 1000, 1e12)).toBe(false)
  })
})
