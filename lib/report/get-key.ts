import 'server-only'
import { reportPublicKey } from '@/lib/crypto/report-key'
import { fingerprintOf } from './canonical'
import type { ReportKey } from './view'

/** What a report of this installation is checked against. */
export function getReportKey(): ReportKey {
  const publicKey = reportPublicKey()
  return { publicKey, fingerprint: fingerprintOf(publicKey) }
}
