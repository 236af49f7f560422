import { createHash } from 'node:crypto'

/**
 * One text for one value: keys sorted, no spaces, strings and numbers as JSON.stringify writes them. For what a report holds this is
 * RFC 8785.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`
}

export const fingerprintOf = (base64: string): string =>
  createHash('sha256').update(Buffer.from(base64, 'base64')).digest('hex')

/** Enough to tell two apart, in groups that can be read out on a call. */
export const shortPrint = (fingerprint: string): string => fingerprint.slice(0, 16).replaceAll(/.{4}(?=.)/g, '$& ')

/** What stands on paper of key and signature. */
export const printsOf = (signed: { publicKey: string; signature: string }) => ({
  key: shortPrint(fingerprintOf(signed.publicKey)),
  signature: shortPrint(fingerprintOf(signed.signature)),
})
