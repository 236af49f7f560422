import { describe, expect, it } from 'vitest'
import { errorCodes } from '@/lib/errors/catalog'
import en from './messages/en.json'
import vi from './messages/vi.json'

type Tree = { [key: string]: string | Tree }

const flatten = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : flatten(value, `${path}${key}.`),
  )

const english = new Map(flatten(en))
const vietnamese = new Map(flatten(vi))

/** The names in braces, at any depth of a plural or choice. */
const names = (text: string) => [...new Set([...text.matchAll(/\{\s*(\w+)\s*[,}]/g)].map(([, name]) => name))].sort()

describe('messages', () => {
  it('has every text in both languages', () => {
    expect([...vietnamese.keys()].sort()).toEqual([...english.keys()].sort())
  })

  it('has no empty text', () => {
    for (const [key, text] of [...english, ...vietnamese]) expect(text.trim(), key).not.toBe('')
  })

  it('has words for every refusal', () => {
    expect(errorCodes.filter((code) => !(code in en.errors))).toEqual([])
  })

  it('uses the same simple values in the errors of both languages', () => {
    for (const [key, text] of english) {
      if (!key.startsWith('errors.')) continue
      expect(names(vietnamese.get(key) ?? ''), key).toEqual(names(text))
      expect(text, key).not.toMatch(/\{\s*\w+\s*,/)
    }
  })

  it('never pleads, never blames', () => {
    for (const [key, text] of english) {
      expect(text, key).not.toMatch(/\b(please|sorry|invalid|valid|oops|forbidden)\b/i)
    }
    for (const [key, text] of vietnamese) expect(text, key).not.toMatch(/vui lòng|xin lỗi|không hợp lệ/i)
  })

  it('never uses insiders’ words', () => {
    for (const [key, text] of [...english, ...vietnamese]) {
      expect(text, key).not.toMatch(/\b(2FA|OTP|BSP|two-factor)\b/)
    }
  })
})
