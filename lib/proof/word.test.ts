import { describe, expect, it } from 'vitest'
import { newId } from '@/lib/db/ids'
import { wordIn, wordOf } from './word'

describe('the test words', () => {
  it('are the same for one move, and differ between moves', () => {
    const ids = Array.from({ length: 200 }, newId)
    for (const id of ids) {
      expect(wordOf(id)).toMatch(/^TEST \d{4}$/)
      expect(wordIn(wordOf(id))).toBe(wordOf(id))
    }
    expect(new Set(ids.map(wordOf)).size).toBeGreaterThan(190)
  })

  it.each(['TEST 4821', 'test4821', 'Test - 4821!', '(TEST: 4821)', 'Xin chào,\nTEST\u00a04821'])(
    '%j are found',
    (text) => expect(wordIn(text)).toBe('TEST 4821'),
  )

  it.each([
    '',
    'TEST',
    '4821',
    'TEST 482',
    'TEST 48210',
    'CONTEST 4821',
    'TEST abcd 4821',
    `${'x'.repeat(200)} TEST 4821`,
  ])('%j are not', (text) => expect(wordIn(text)).toBeNull())
})
