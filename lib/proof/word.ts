import 'server-only'
import { sha256 } from '@/lib/crypto/hash'

/**
 * What a tester writes to the number. It follows from the migration, so that showing it writes nothing; it is short to type, nobody
 * writes it by chance, and knowing it is worth nothing.
 */
export const wordOf = (migrationId: string): string =>
  `TEST ${String(Number.parseInt(sha256(`proof ${migrationId}`).slice(0, 8), 16) % 10_000).padStart(4, '0')}`

/** Keyboards change capitals and put signs between; nothing else in the text is kept. */
const WORD = /(?<![\p{L}\p{N}])test[\s\p{P}]{0,3}(\d{4})(?!\d)/iu

/** The test words in a message; null for everything that customers write. */
export function wordIn(text: string): string | null {
  const digits = WORD.exec(text.slice(0, 200))?.[1]
  return digits === undefined ? null : `TEST ${digits}`
}
