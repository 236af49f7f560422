/** A WhatsApp Business account that a connection's token reaches, as last read from Meta. */
export type AccountSummary = {
  id: string
  name: string
  businessId: string | null
  businessName: string | null
  numberCount: number | null
  /** Meta's own word, upper case; null when it could not be read. */
  reviewStatus: string | null
  country: string | null
}

/** What the browser may know about a connection: never the token. */
export type ConnectionView = {
  id: string
  customerId: string
  kind: 'live' | 'practice'
  label: string
  lastFour: string
  story: string | null
  appId: string | null
  appName: string | null
  tokenType: string | null
  systemUserName: string | null
  scopes: string[]
  expiresAt: string | null
  hasAppSecret: boolean
  accounts: AccountSummary[]
  problem: string | null
  /** Things to know that do not stop the move: `personal`, `expires_soon`, `never_expires`. */
  warnings: ('personal' | 'expires_soon' | 'never_expires')[]
  checkedAt: string
  addedAt: string
  addedBy: string
  openMigrations: number
}
