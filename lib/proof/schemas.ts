import * as z from 'zod'
import { DIRECTIONS } from './view'

const template = z.strictObject(
  { name: z.string().min(1, 'test_template_empty'), language: z.string().min(2, 'test_template_empty') },
  'test_template_empty',
)

/** `consent`: the person said that this message may cost money and that its receiver is glad to get it. */
export const SendTestInput = z.strictObject({
  version: z.int().nonnegative(),
  to: z.string().min(1, 'test_number_empty').max(200),
  template,
  consent: z.literal(true, 'consent_missing'),
})
export type SendTestInput = z.infer<typeof SendTestInput>

/** What the person saw on the phone, or in their own system. */
export const SaidInput = z.strictObject({ direction: z.enum(DIRECTIONS), arrived: z.boolean() })
export type SaidInput = z.infer<typeof SaidInput>
