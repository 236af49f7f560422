import * as z from 'zod'

/** A WhatsApp Business account that a connection's token reaches, as last read from Meta. */
export const AccountSummary = z
  .object({
    id: z.string(),
    name: z.string(),
    businessId: z.string().nullable(),
    businessName: z.string().nullable(),
    numberCount: z.number().nullable(),
    /** Meta's own word, upper case; null when it could not be read. */
    reviewStatus: z.string().nullable(),
    country: z.string().nullable(),
  })
  .meta({ id: 'AccountSummary' })
export type AccountSummary = z.infer<typeof AccountSummary>

/** Things to know about a token that do not stop the move. */
export const ConnectionWarning = z.enum(['personal', 'expires_soon', 'never_expires'])
export type ConnectionWarning = z.infer<typeof ConnectionWarning>

/** What the browser may know about a connection: never the token. */
export const ConnectionView = z
  .object({
    id: z.string(),
    customerId: z.string(),
    kind: z.enum(['live', 'practice']),
    label: z.string(),
    lastFour: z.string(),
    story: z.string().nullable(),
    appId: z.string().nullable(),
    appName: z.string().nullable(),
    tokenType: z.string().nullable(),
    systemUserName: z.string().nullable(),
    scopes: z.array(z.string()),
    expiresAt: z.iso.datetime().nullable(),
    hasAppSecret: z.boolean(),
    accounts: z.array(AccountSummary),
    problem: z.string().nullable(),
    warnings: z.array(ConnectionWarning),
    checkedAt: z.iso.datetime(),
    addedAt: z.iso.datetime(),
    addedBy: z.string(),
    openMigrations: z.number(),
  })
  .meta({ id: 'ConnectionView' })
export type ConnectionView = z.infer<typeof ConnectionView>
