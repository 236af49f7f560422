import * as z from 'zod'

/** What only people know, in the order it is done. Texts: messages `closing.items.<item>`. */
export const CLOSING_ITEMS = [
  'systems',
  'pin',
  'chats',
  'provider_told',
  'invoices',
  'source_kept',
  'access_removed',
] as const
export type ClosingItem = (typeof CLOSING_ITEMS)[number]

/** Who says so, and since when. An item that is not there is not done. */
export const ClosingTicks = z.partialRecord(z.enum(CLOSING_ITEMS), z.object({ at: z.iso.datetime(), by: z.string() }))
export type ClosingTicks = z.infer<typeof ClosingTicks>

/** Who does it: the person who reads, or the provider they have left. */
export const closingOwner: Readonly<Record<ClosingItem, 'you' | 'provider'>> = {
  systems: 'you',
  pin: 'you',
  chats: 'you',
  provider_told: 'you',
  invoices: 'provider',
  source_kept: 'provider',
  access_removed: 'you',
}
