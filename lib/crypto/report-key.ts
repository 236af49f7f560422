import 'server-only'
import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto'
import { subKey } from './keys'

/** RFC 8410: what stands before the 32 bytes of an Ed25519 key in PKCS #8. */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex')

/** Made from the master key each time, so that there is nothing more to store, to back up or to lose. */
const privateKey = (): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, subKey('report')]), format: 'der', type: 'pkcs8' })

/** SPKI, base64. Everybody may know it. */
export const reportPublicKey = (): string =>
  createPublicKey(privateKey()).export({ format: 'der', type: 'spki' }).toString('base64')

/** Ed25519, base64. The same text gets the same signature. */
export const signReport = (text: string): string => sign(null, Buffer.from(text), privateKey()).toString('base64')
