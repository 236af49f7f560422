import type * as z from 'zod'
import type { Action } from '@/lib/auth/rights'

/** What a handler says of itself. The OpenAPI document and the walk of the rights are made from it. */
export type Operation = {
  summary: string
  actor: 'user' | 'anyone'
  right: Action | null
  params: z.ZodType | null
  query: z.ZodType | null
  input: z.ZodType | null
  output: z.ZodType | null
  /** Of an answer that is not JSON. */
  media: string | null
  status: number
  idempotent: boolean
}
