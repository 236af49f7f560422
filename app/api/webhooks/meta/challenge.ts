import * as z from 'zod'

export const Challenge = z.object({
  'hub.mode': z.literal('subscribe'),
  'hub.verify_token': z.string().max(500),
  // Sent back as it is, so it is nothing that a browser could take for a page.
  'hub.challenge': z.string().regex(/^[\w-]{1,200}$/),
})
