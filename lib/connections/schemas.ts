import * as z from 'zod'

// Wide limits: what is wrong with a token is said by cleanToken, in words about tokens.
const token = z.string('token_empty').max(5000)
const appSecret = z.string().max(500, 'app_secret_format')
const label = z.string().trim().min(1).max(80)

export const ConnectLiveInput = z.strictObject({
  kind: z.literal('live'),
  label: label.optional(),
  token,
  appSecret: appSecret.optional(),
  customerId: z.string().max(100).optional(),
})
export type ConnectLiveInput = z.infer<typeof ConnectLiveInput>

export const ConnectPracticeInput = z.strictObject({
  kind: z.literal('practice'),
  story: z.string().max(100),
  customerId: z.string().max(100).optional(),
})
export type ConnectPracticeInput = z.infer<typeof ConnectPracticeInput>

export const ConnectInput = z.discriminatedUnion('kind', [ConnectLiveInput, ConnectPracticeInput])
export type ConnectInput = z.infer<typeof ConnectInput>

/** A new name, or a new token for the same business. */
export const ChangeConnectionInput = z.strictObject({
  label: label.optional(),
  token: token.optional(),
  appSecret: appSecret.optional(),
})
export type ChangeConnectionInput = z.infer<typeof ChangeConnectionInput>
