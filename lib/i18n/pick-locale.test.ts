import { describe, expect, it } from 'vitest'
import { pickLocale } from './pick-locale'
import { readTimeZone } from './time-zone'

describe('pickLocale', () => {
  it.each([
    ['vi', 'en', 'vi'],
    ['fr', 'vi-VN,vi;q=0.9,en;q=0.8', 'vi'],
    [undefined, 'fr-FR,fr;q=0.9,vi;q=0.5,en;q=0.7', 'en'],
    [undefined, 'vi;q=0,en;q=0.1', 'en'],
    [undefined, 'fr', 'en'],
    [undefined, null, 'en'],
  ])('cookie %s and browser %s give %s', (chosen, wish, expected) => {
    expect(pickLocale(chosen, wish)).toBe(expected)
  })
})

describe('readTimeZone', () => {
  it('keeps a zone it knows, also as a cookie writes it', () => {
    expect(readTimeZone('Asia/Saigon')).toMatch(/Asia\/(Saigon|Ho_Chi_Minh)/)
    expect(readTimeZone('Europe%2FBerlin')).toBe('Europe/Berlin')
  })
  it('falls back to UTC for anything else', () => {
    expect(readTimeZone('<script>')).toBe('UTC')
    expect(readTimeZone('%')).toBe('UTC')
    expect(readTimeZone(undefined)).toBe('UTC')
  })
})
