import 'server-only'
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { keyId, subKey } from './keys'
import { Secret } from './secret'

const VERSION = 'v1'
const ALGORITHM = 'aes-256-gcm'
const TAG_BYTES = 16

/** Where the sealed value lives. Moved anywhere else it does not open. */
export type SealPlace = { table: string; row: string; column: string; customerId: string }

/** Says which of the two it is, never what was inside. */
export class SealError extends Error {
  override readonly name = 'SealError'
  readonly reason: 'malformed' | 'other_key' | 'not_authentic'

  constructor(reason: SealError['reason']) {
    super(`sealed value cannot be opened: ${reason}`)
    this.reason = reason
  }
}

// JSON keeps the parts apart: no choice of names makes two places look alike.
const associatedData = (kid: string, place: SealPlace): Buffer =>
  Buffer.from(JSON.stringify([VERSION, kid, place.customerId, place.table, place.row, place.column]))

/** `v1.kid.nonce.ciphertext.tag`, each part base64url. */
export function seal(plain: Secret | string, place: SealPlace): string {
  const kid = keyId()
  const nonce = randomBytes(12)
  const cipher = createCipheriv(ALGORITHM, subKey('seal'), nonce, { authTagLength: TAG_BYTES })
  cipher.setAAD(associatedData(kid, place))
  const text = plain instanceof Secret ? plain.reveal() : plain
  const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  const parts = [nonce, ciphertext, cipher.getAuthTag()].map((part) => part.toString('base64url'))
  return [VERSION, kid, ...parts].join('.')
}

export function open(sealed: string, place: SealPlace): Secret {
  const [version, kid, nonce, ciphertext, tag, ...rest] = sealed.split('.')
  const complete = kid && nonce && ciphertext !== undefined && tag && rest.length === 0
  if (version !== VERSION || !complete) throw new SealError('malformed')
  if (kid !== keyId()) throw new SealError('other_key')
  try {
    const decipher = createDecipheriv(ALGORITHM, subKey('seal'), Buffer.from(nonce, 'base64url'), {
      authTagLength: TAG_BYTES,
    })
    decipher.setAAD(associatedData(kid, place))
    decipher.setAuthTag(Buffer.from(tag, 'base64url'))
    const plain = Buffer.concat([decipher.update(Buffer.from(ciphertext, 'base64url')), decipher.final()])
    return new Secret(plain.toString('utf8'))
  } catch {
    // OpenSSL's error says no more than this one, and this one is surely free of data.
    throw new SealError('not_authentic')
  }
}
