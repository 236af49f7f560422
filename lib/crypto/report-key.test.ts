import { createPublicKey, randomBytes, verify } from 'node:crypto'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { reportPublicKey, signReport } from './report-key'

const key = vi.hoisted(() => ({ masterKey: Buffer.alloc(32) }))
vi.mock('@/lib/env', () => ({ env: () => key }))

const isSignedBy = (publicKey: string, text: string, signature: string): boolean =>
  verify(
    null,
    Buffer.from(text),
    createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' }),
    Buffer.from(signature, 'base64'),
  )

beforeEach(() => {
  key.masterKey = randomBytes(32)
})

describe('the key of the reports', () => {
  it('is the same for the same master key, and signs what its public half confirms', () => {
    const publicKey = reportPublicKey()
    expect(reportPublicKey()).toBe(publicKey)
    expect(isSignedBy(publicKey, 'a report', signReport('a report'))).toBe(true)
    expect(isSignedBy(publicKey, 'another', signReport('a report'))).toBe(false)
  })

  it('is another one for another master key, and confirms nothing that the first signed', () => {
    const first = { publicKey: reportPublicKey(), signature: signReport('a report') }
    key.masterKey = randomBytes(32)
    expect(reportPublicKey()).not.toBe(first.publicKey)
    expect(isSignedBy(reportPublicKey(), 'a report', first.signature)).toBe(false)
    expect(isSignedBy(first.publicKey, 'a report', first.signature)).toBe(true)
  })
})
