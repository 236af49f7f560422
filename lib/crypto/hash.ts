import 'server-only'
import { createHash, randomBytes } from 'node:crypto'

/** 32 random bytes as 43 characters. Too many to guess, so a plain SHA-256 is enough to store one. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

export const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex')
