import 'server-only'
import { eq } from 'drizzle-orm'
import type { Context } from '@/lib/context'
import { connections } from '@/lib/db/schema'
import { AppError } from '@/lib/errors/app-error'
import { readConnections } from './list'
import type { ConnectionView } from './view'

export async function getConnection(ctx: Context, id: string): Promise<ConnectionView> {
  const [view] = await readConnections(ctx, eq(connections.id, id))
  if (!view) throw new AppError('not_found')
  return view
}
