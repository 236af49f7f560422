import * as z from 'zod'
import { CHECK_KINDS } from './kinds'

const fact = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))

export const CheckView = z
  .object({
    kind: z.enum(CHECK_KINDS),
    group: z.enum(['accounts', 'number']),
    outcome: z.enum(['pass', 'fail', 'warn', 'cannot_tell']),
    /** Text key of the sentence under a row that is not `pass`: messages `checks.<kind>.<sentence>`. */
    sentence: z.string(),
    fact,
    /** Who can mend it, in the person's words. */
    owner: z.enum(['you', 'provider', 'meta']),
    /** `cannot_tell` and some `warn`: a person may answer for it. */
    confirmable: z.boolean(),
    confirmed: z.object({ at: z.iso.datetime(), by: z.string() }).nullable(),
    /** fail, and nobody confirmed it. Only these stop the move. */
    blocking: z.boolean(),
    /** Needs a yes from a person, but does not stop the move on its own. */
    asks: z.boolean(),
    readAt: z.iso.datetime(),
  })
  .meta({ id: 'CheckView' })
export type CheckView = z.infer<typeof CheckView>
