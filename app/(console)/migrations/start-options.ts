import 'server-only'
import { hasRight } from '@/lib/auth/rights'
import { listConnections } from '@/lib/connections/list'
import type { ConnectionView } from '@/lib/connections/view'
import type { Context } from '@/lib/context'

export type StartOptions = {
  mayStart: boolean
  connections: ConnectionView[]
  /** The connection to start with when there is nothing to choose. */
  only: ConnectionView | null
}

/** Practice never competes with the real thing: with one real connection, that is the one. */
export async function startOptions(ctx: Context): Promise<StartOptions> {
  const connections = await listConnections(ctx)
  const usable = connections.filter((connection) => connection.problem === null)
  const real = usable.filter((connection) => connection.kind === 'live')
  const candidates = real.length > 0 ? real : usable
  const only = candidates.length === 1 ? (candidates[0] ?? null) : null
  return { mayStart: hasRight(ctx, 'migrations.move'), connections, only }
}
