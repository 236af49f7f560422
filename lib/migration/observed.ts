import type { PhoneNumber, Read } from '@/lib/graph/client'
import type { Outcome } from './machine'
import { isConnected, isVerified } from './probe'
import type { MigrationRow } from './rows'

/** Meta's reads lag behind its writes: so soon after a yes, a read that knows nothing of it says nothing. */
const READS_LAG = 10 * 60 * 1000

/** What the destination's own list says about the number, where that is ahead of (or behind) what we know. */
export function observed(
  row: MigrationRow,
  list: Read<PhoneNumber[]>,
  now: Date,
): { outcome: Outcome | null; phoneNumberId: string | null } {
  const number = list.ok ? list.value.find((candidate) => candidate.digits === row.phoneDigits) : undefined
  if (row.phoneDigits === null || number === undefined) return { outcome: null, phoneNumberId: null }
  const phoneNumberId = row.phoneNumberId === number.id ? null : number.id
  if (isConnected(number)) return { outcome: 'already_connected', phoneNumberId }
  const waiting = row.status === 'number_added' || row.status === 'code_requested'
  if (waiting && isVerified(number)) return { outcome: 'already_verified', phoneNumberId }
  const verifiedFor = now.getTime() - (row.verifiedAt?.getTime() ?? 0)
  if (
    row.status === 'verified' &&
    verifiedFor > READS_LAG &&
    number.codeVerificationStatus !== null &&
    !isVerified(number)
  ) {
    return { outcome: 'verification_lapsed', phoneNumberId }
  }
  return { outcome: null, phoneNumberId: null }
}
