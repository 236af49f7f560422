import 'server-only'
import { createHash, hkdfSync } from 'node:crypto'
import { env } from '@/lib/env'

/** One leaked sub-key must open nothing else, so every purpose has its own. */
type Label = 'seal' | 'auth' | 'audit' | 'backup' | 'report' | 'callback' | 'key id'

export const subKey = (label: Label): Buffer => Buffer.from(hkdfSync('sha256', env().masterKey, 'carryover', label, 32))

/** Names the master key without telling anything of it, so that a value sealed with another key says so. */
export const keyId = (): string => createHash('sha256').update(subKey('key id')).digest('hex').slice(0, 8)
