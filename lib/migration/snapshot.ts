import * as z from 'zod'
import { Profile } from '@/lib/graph/schemas'

export const TemplateFact = z.object({
  name: z.string(),
  language: z.string(),
  status: z.string(),
  quality: z.string(),
  category: z.string(),
})
export type TemplateFact = z.infer<typeof TemplateFact>

/** What Meta said about the number at one moment, kept so that "before" and "after" can stand side by side. */
export const NumberSnapshot = z
  .object({
    readAt: z.iso.datetime(),
    /** When templates, apps, payment and profile were read once more, long after the rest. */
    accountReadAt: z.iso.datetime().optional(),
    readable: z.boolean(),
    wabaId: z.string().nullable(),
    wabaName: z.string().nullable(),
    phoneNumberId: z.string().nullable(),
    displayName: z.string().nullable(),
    qualityRating: z.string().nullable(),
    messagingLimit: z.string().nullable(),
    officialAccount: z.boolean().nullable(),
    status: z.string().nullable(),
    platformType: z.string().nullable(),
    nameStatus: z.string().nullable(),
    twoStepOn: z.boolean().nullable(),
    /** Counts per Meta status, null when the account's templates cannot be read. */
    templates: z.array(TemplateFact).nullable(),
    subscribedApps: z.array(z.string()).nullable(),
    /** False: Meta says that it is missing. Null: nothing was said, as of every card. */
    paymentAttached: z.boolean().nullable(),
    /** Null when it could not be read, or was not yet kept when this was. */
    profile: Profile.extend({ hasPicture: z.boolean() }).nullable().default(null),
  })
  .meta({ id: 'NumberSnapshot' })
export type NumberSnapshot = z.infer<typeof NumberSnapshot>
