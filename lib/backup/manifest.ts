import * as z from 'zod'

export const TableHead = z.object({ name: z.string(), columns: z.array(z.string()), key: z.array(z.string()) })

export const Manifest = z.object({
  madeAt: z.iso.datetime(),
  /** The schema changes that were applied, oldest first. */
  schema: z.array(z.string()),
  tables: z.array(z.object({ name: z.string(), rows: z.number(), sha256: z.string() })),
  /** How long each customer's journal was. */
  journals: z.record(z.string(), z.number()),
})
export type Manifest = z.infer<typeof Manifest>
