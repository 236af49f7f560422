import 'server-only'
import { reportPublicKey, signReport } from '@/lib/crypto/report-key'
import { canonicalJson } from './canonical'
import type { MoveReport, SignedReport } from './view'

/** With the key of this installation. */
export const sign = (report: MoveReport): SignedReport => ({
  report,
  signature: signReport(canonicalJson(report)),
  publicKey: reportPublicKey(),
})
