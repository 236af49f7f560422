import * as z from 'zod'

/** Of `/api/<nouns>/{id}/…`. */
export const IdParams = z.object({ id: z.string().min(1).max(100) })
