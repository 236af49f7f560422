import type { Database } from '@/lib/db/client'
import type { Host } from '@/lib/host'

export const ROLES = ['owner', 'admin', 'agent', 'viewer'] as const
export type Role = (typeof ROLES)[number]

/** Who acts. The name is kept with every event, so that "Lan changed this at 14:05" stays true after she leaves. */
export type Actor =
  | { kind: 'user'; userId: string; name: string; role: Role; sessionId?: string; apiTokenId?: string }
  | { kind: 'system'; name: 'system' }

/** What every verb gets: who, where the data is, what time it is, the process it runs in, and the reference people can quote to us. */
export type Context = {
  actor: Actor
  db: Database
  now: () => Date
  host: Host
  requestId: string
}
