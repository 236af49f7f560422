import type { ConnectionRow } from './rows'
import type { ConnectionView, ConnectionWarning } from './view'

const DAY = 24 * 60 * 60_000

function warningsOf(row: ConnectionRow, now: Date): ConnectionWarning[] {
  if (row.kind === 'practice') return []
  const left = row.expiresAt === null ? null : row.expiresAt.getTime() - now.getTime()
  return [
    ...(row.tokenType === 'USER' ? (['personal'] as const) : []),
    ...(left !== null && left < DAY ? (['expires_soon'] as const) : []),
    // Without a type Meta has told us nothing of the token, its end included.
    ...(left === null && row.tokenType !== null ? (['never_expires'] as const) : []),
  ]
}

type Known = { addedBy: string; openMigrations: number }

/** Names every field: what is not here does not leave the server. */
export const toView = (row: ConnectionRow, known: Known, now: Date): ConnectionView => ({
  id: row.id,
  customerId: row.customerId,
  kind: row.kind,
  label: row.label,
  lastFour: row.lastFour,
  story: row.story,
  appId: row.appId,
  appName: row.appName,
  tokenType: row.tokenType,
  systemUserName: row.systemUserName,
  scopes: row.scopes,
  expiresAt: row.expiresAt?.toISOString() ?? null,
  hasAppSecret: row.sealedAppSecret !== null,
  accounts: row.accounts,
  problem: row.problem,
  warnings: warningsOf(row, now),
  checkedAt: row.checkedAt.toISOString(),
  addedAt: row.createdAt.toISOString(),
  addedBy: known.addedBy,
  openMigrations: known.openMigrations,
})
