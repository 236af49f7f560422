import * as z from 'zod'
import list from './providers.json' with { type: 'json' }

/** What there is to say of a provider, in reading order. Texts: messages `providerNotes.<id>.<topic>`. */
export const TOPICS = ['two_step', 'account', 'leaving', 'traps', 'support'] as const

const address = z.url({ protocol: /^https$/ })

export const ProviderNote = z.strictObject({
  topic: z.enum(TOPICS),
  /** The public page that says it. */
  source: address,
  /** The day somebody last read it there. */
  seen: z.iso.date(),
})
export type ProviderNote = z.infer<typeof ProviderNote>

export const Provider = z.strictObject({
  /** Part of a message key, so without dots. */
  id: z.string().regex(/^[a-z0-9]+$/),
  name: z.string().min(1),
  site: address.nullable(),
  notes: z.array(ProviderNote),
})
export type Provider = z.infer<typeof Provider>

/** What holds at every provider, and the answer "another provider". */
export const GENERIC = 'generic'
export const UNKNOWN = 'unknown'

export const PROVIDERS: readonly Provider[] = z.array(Provider).parse(list)

/** What a person may answer. */
export const ProviderAnswer = z.enum([...PROVIDERS.map(({ id }) => id), UNKNOWN])
