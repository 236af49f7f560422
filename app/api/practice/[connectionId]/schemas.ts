import * as z from 'zod'

const Digits = z.string().regex(/^\d{5,15}$/)

export const PracticeParams = z.object({ connectionId: z.string().min(1).max(100) })

export const PhoneQuery = z.strictObject({ digits: Digits })

export const TwoStepInput = z.strictObject({ digits: Digits, on: z.boolean() })

/** The codes in it are practice: they open nothing. */
export const PhoneMessages = z.array(
  z
    .object({ id: z.string(), kind: z.enum(['sms', 'call']), text: z.string(), code: z.string(), at: z.iso.datetime() })
    .meta({ id: 'PhoneMessage' }),
)
