import * as z from 'zod'

/** `host`: whose address the person saw that this replaces. */
export const OverrideInput = z.strictObject({ version: z.int().nonnegative(), host: z.string().min(1).max(300) })
export type OverrideInput = z.infer<typeof OverrideInput>
