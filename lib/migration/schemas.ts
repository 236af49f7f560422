import * as z from 'zod'
import { ProviderAnswer } from '@/lib/providers/view'
import { CLOSING_ITEMS } from './closing'

/** Meta's ids are strings of digits, never numbers. */
export const GraphId = z.string().regex(/^[1-9]\d{4,19}$/)

const version = z.int().nonnegative()

export const StartInput = z.strictObject({
  connectionId: z.string().min(1),
  sourceWabaId: GraphId.optional(),
  sourceUnlisted: z.boolean().optional(),
  destinationWabaId: GraphId.optional(),
  phoneNumber: z.string().max(200).optional(),
})
export type StartInput = z.infer<typeof StartInput>

/** PATCH /api/migrations/{id}: the accounts and the number, together or one after the other; or, alone, the provider. */
export const ChooseInput = z
  .strictObject({
    version,
    sourceWabaId: GraphId.nullish(),
    sourceUnlisted: z.boolean().optional(),
    destinationWabaId: GraphId.optional(),
    phoneNumber: z.string().max(200).optional(),
    /** The person saw how a number without country code was read, and said yes. */
    countryConfirmed: z.boolean().optional(),
    /** Who serves the number now; null: not said. */
    provider: ProviderAnswer.nullable().optional(),
  })
  .refine((choice) => choice.provider === undefined || Object.keys(choice).length === 2, { path: ['provider'] })
export type ChooseInput = z.infer<typeof ChooseInput>

export const VersionInput = z.strictObject({ version })
export type VersionInput = z.infer<typeof VersionInput>

/** `unlessYoungerThan`: seconds. Several open pages ask as often as one. */
export const ReadChecksInput = z.strictObject({ version, unlessYoungerThan: z.int().min(0).max(3600).optional() })
export type ReadChecksInput = z.infer<typeof ReadChecksInput>

export const ConfirmCheckInput = z.strictObject({ version, kind: z.string(), confirmed: z.boolean() })
export type ConfirmCheckInput = z.infer<typeof ConfirmCheckInput>

export const RequestCodeInput = z.strictObject({
  version,
  method: z.enum(['SMS', 'VOICE'], 'code_method_empty'),
  language: z.string('code_language_empty').regex(/^[a-z]{2,3}(_[A-Z]{2})?$/, 'code_language_empty'),
})
export type RequestCodeInput = z.infer<typeof RequestCodeInput>

/** The code as typed or pasted; `readCode` finds the six digits. It is never stored and never logged. */
export const VerifyCodeInput = z.strictObject({ version, code: z.string().max(2000) })
export type VerifyCodeInput = z.infer<typeof VerifyCodeInput>

export const RegisterInput = z.strictObject({
  version,
  pin: z.string().max(200),
  customerAgreed: z.boolean().optional(),
})
export type RegisterInput = z.infer<typeof RegisterInput>

/** A named person's answer when no read can tell. */
export const DecideInput = z.strictObject({ version, happened: z.boolean() })
export type DecideInput = z.infer<typeof DecideInput>

/** No version: two people who tick different things never get in each other's way. */
export const TickClosingInput = z.strictObject({ item: z.enum(CLOSING_ITEMS), done: z.boolean() })
export type TickClosingInput = z.infer<typeof TickClosingInput>
