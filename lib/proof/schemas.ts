import * as z from 'zod'

/** `consent`: the person said that this message may cost money and that its receiver is glad to get it. */
export const SendTestInput = z.strictObject({
  version: z.int().nonnegative(),
  to: z.string().min(1, 'test_number_empty').max(200),
  template: z.strictObject({ name: z.string().min(1), language: z.string().min(2) }),
  consent: z.literal(true, 'consent_missing'),
})
export type SendTestInput = z.infer<typeof SendTestInput>
