import * as z from 'zod'
import { ROLES } from '@/lib/context'

const time = z.iso.datetime()

/** The signed-in person, as the browser may know them. */
export const UserView = z.object({ id: z.string(), name: z.string(), role: z.enum(ROLES) }).meta({ id: 'UserView' })
export type UserView = z.infer<typeof UserView>

/** A personal API token: never the token itself, of which only the hash is kept. */
export const ApiTokenView = z
  .object({ id: z.string(), label: z.string(), lastFour: z.string(), createdAt: time, lastUsedAt: time.nullable() })
  .meta({ id: 'ApiTokenView' })
export type ApiTokenView = z.infer<typeof ApiTokenView>

/** The one answer that carries the token: it is shown once. */
export const NewApiTokenView = ApiTokenView.extend({ token: z.string() }).meta({ id: 'NewApiTokenView' })
export type NewApiTokenView = z.infer<typeof NewApiTokenView>
