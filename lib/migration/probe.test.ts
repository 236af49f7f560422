import { describe, expect, it } from 'vitest'
import { isProvenNotDone, nextProbe } from './probe'

const SINCE = new Date('2026-11-22T12:00:00Z')
const later = (seconds: number) => new Date(SINCE.getTime() + seconds * 1000)

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
    expect(isProvenNotDone('add_number', 2, SINCE, later(600))).toBe(false)
    expect(isProvenNotDone('add_number', 3, SINCE, later(124))).toBe(false)
    expect(isProvenNotDone('add_number', 3, SINCE, later(125))).toBe(true)
    expect(isProvenNotDone('register', 9, SINCE, later(299))).toBe(false)
    expect(isProvenNotDone('register', 3, SINCE, later(300))).toBe(true)
  })

  it('never proves that a code was not sent', () => {
    expect(isProvenNotDone('request_code', 1000, SINCE, later(1e9))).toBe(false)
  })
})
