import { expect, it } from 'vitest'
import * as z from 'zod'
import en from '@/lib/i18n/messages/en.json'
import vi from '@/lib/i18n/messages/vi.json'
import { SEEN, SYSTEMS } from './kinds'

it('has words in both languages for each kind of system, and for no other', () => {
  for (const { systems } of [en, vi]) {
    const { heading, ...kinds } = systems
    expect(heading).not.toBe('')
    expect(Object.keys(kinds)).toEqual(SYSTEMS.map(({ id }) => id))
  }
})

it('names a public page for each, and a day that is over', () => {
  for (const { source } of SYSTEMS) expect(z.url({ protocol: /^https$/ }).safeParse(source).success, source).toBe(true)
  expect(z.iso.date().safeParse(SEEN).success).toBe(true)
  expect(Date.parse(SEEN)).toBeLessThan(Date.now())
})
