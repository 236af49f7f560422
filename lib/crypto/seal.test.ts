import { randomBytes } from 'node:crypto'
import { inspect } from 'node:util'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { open, SealError, type SealPlace, seal } from './seal'
import { Secret } from './secret'

const key = vi.hoisted(() => ({ masterKey: Buffer.alloc(32) }))
vi.mock('@/lib/env', () => ({ env: () => key }))

const places: SealPlace[] = ['connections', 'users'].flatMap((table) =>
  ['r1', 'r2'].flatMap((row) =>
    ['sealed_token', 'sealed_app_secret'].flatMap((column) =>
      ['c1', 'c2'].map((customerId) => ({ table, row, column, customerId })),
    ),
  ),
)
const [place = { table: '', row: '', column: '', customerId: '' }] = places

const attempt = (read: () => string): string | null => {
  try {
    return read()
  } catch {
    return null
  }
}

beforeEach(() => {
  key.masterKey = randomBytes(32)
})

describe('seal', () => {
  it('opens where it was sealed and nowhere else: the full swap matrix', () => {
    for (const from of places) {
      const sealed = seal(`token of ${inspect(from)}`, from)
      for (const to of places) {
        if (to === from) expect(open(sealed, to).reveal()).toBe(`token of ${inspect(from)}`)
        else expect(() => open(sealed, to)).toThrow('not_authentic')
      }
    }
  })

  it('cannot be confused by names that run together', () => {
    const sealed = seal('x', { ...place, table: 'a', row: 'b.c' })
    expect(() => open(sealed, { ...place, table: 'a.b', row: 'c' })).toThrow('not_authentic')
  })

  it('never makes the same text twice', () => {
    expect(seal('same', place)).not.toBe(seal('same', place))
  })

  it('refuses every flipped character', () => {
    const sealed = seal('a token', place)
    for (let index = 0; index < sealed.length; index += 1) {
      const other = sealed[index] === 'A' ? 'Q' : 'A'
      const damaged = sealed.slice(0, index) + other + sealed.slice(index + 1)
      const read = () => open(damaged, place).reveal()
      // The last character of a base64url part has unused bits: flipped, the bytes can still be the same.
      const harmless = /[^.](\.|$)/.test(sealed.slice(index, index + 2))
      if (harmless) expect([null, 'a token']).toContain(attempt(read))
      else expect(read).toThrow(SealError)
    }
  })

  it.each(['', 'v1', 'v1.a.b.c', 'v2.a.b.c.d', 'v1.a.b.c.d.e'])('says that %j is malformed', (sealed) => {
    expect(() => open(sealed, place)).toThrow('malformed')
  })

  it('refuses a short tag', () => {
    const parts = seal('a token', place).split('.')
    parts[4] = parts[4]?.slice(0, 6) ?? ''
    expect(() => open(parts.join('.'), place)).toThrow('not_authentic')
  })

  it('says that another key sealed it', () => {
    const sealed = seal('a token', place)
    key.masterKey = randomBytes(32)
    expect(() => open(sealed, place)).toThrow('other_key')
  })

  it('seals an empty text and letters of every script', () => {
    for (const text of ['', 'chữ Việt', '🔑']) expect(open(seal(new Secret(text), place), place).reveal()).toBe(text)
  })
})

describe('Secret', () => {
  it('does not show itself', () => {
    const secret = new Secret('EAAcanary')
    const shown = [
      String(secret),
      `${secret}`,
      JSON.stringify({ secret }),
      inspect(secret, { depth: 9, showHidden: true }),
      inspect(new Error('x', { cause: secret }), { showHidden: true }),
      inspect({ ...secret }),
      inspect(structuredClone(secret)),
      Object.keys(secret).join(),
    ]
    for (const text of shown) expect(text).not.toContain('canary')
    expect(secret.reveal()).toBe('EAAcanary')
  })
})
