import * as z from 'zod'

const Digits = z.string().regex(/^\d{5,15}$/)

export const PracticeParams = z.object({ connectionId: z.string().min(1).max(100) })

export const PhoneQuery = z.strictObject({ digits: Digits })

export const CustomerInput = z.strictObject({ digits: Digits, text: z.string().min(1).max(200) })

export const TwoStepInput = z.strictObject({ digits: Digits, on: z.boolean() })

export const ChatMessages = z.array(
  z
    .object({ id: z.string(), way: z.enum(['in', 'out']), text: z.string(), at: z.iso.datetime() })
    .meta({ id: 'ChatMessage' }),
)

/** The codes in it are practice: they open nothing. */
export const PhoneMessages = z.array(
  z
    .object({ id: z.string(), kind: z.enum(['sms', 'call']), text: z.string(), code: z.string(), at: z.iso.datetime() })
    .meta({ id: 'PhoneMessage' }),
)
