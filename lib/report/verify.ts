import { createPublicKey, verify } from 'node:crypto'
import * as z from 'zod'
import { canonicalJson, fingerprintOf } from './canonical'

/** One way to write the same bytes: of a signature that can be written in two ways, a changed letter would go unseen. */
const bytes = z.base64().refine((text) => Buffer.from(text, 'base64').toString('base64') === text)

/** Nothing may stand beside what is signed. */
const Signed = z.strictObject({ report: z.unknown(), signature: bytes, publicKey: bytes })

/** Only what verifying needs: a report of a later version has other facts, and its signature tells all the same. */
const Head = z.looseObject({ format: z.literal('carryover-report'), reference: z.string() })

export type Verified =
  | { outcome: 'not_a_report' }
  | { outcome: 'valid' | 'changed' | 'other_key'; reference: string; key: string; signature: string }

/**
 * `expected`: the installation's public key, or its fingerprint or the first sixteen digits of that. Without it a report proves only
 * that nobody changed it after it was signed: whoever changes it can sign it anew with a key of their own.
 */
export function verifyReport(text: string, expected?: string): Verified {
  const parsed = Signed.safeParse(parseJson(text))
  const head = Head.safeParse(parsed.data?.report)
  if (!parsed.success || !head.success) return { outcome: 'not_a_report' }
  const { report, signature, publicKey } = parsed.data
  const key = fingerprintOf(publicKey)
  const said = { reference: head.data.reference, key, signature: fingerprintOf(signature) }
  if (!isSigned(report, signature, publicKey)) return { outcome: 'changed', ...said }
  if (expected !== undefined && !isKey(expected, publicKey, key)) return { outcome: 'other_key', ...said }
  return { outcome: 'valid', ...said }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What is checked is what stands in the file, not what a schema made of it. */
function isSigned(report: unknown, signature: string, publicKey: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })
    if (key.asymmetricKeyType !== 'ed25519') return false
    return verify(null, Buffer.from(canonicalJson(report)), key, Buffer.from(signature, 'base64'))
  } catch {
    return false
  }
}

/** Fewer than sixteen digits could be made to fit. */
function isKey(expected: string, publicKey: string, fingerprint: string): boolean {
  if (expected.trim() === publicKey) return true
  const digits = expected.replaceAll(/[\s:]/g, '').toLowerCase()
  return /^[0-9a-f]{16,64}$/.test(digits) && fingerprint.startsWith(digits)
}
