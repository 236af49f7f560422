import 'server-only'
import type { Context } from '@/lib/context'
import { AppError } from '@/lib/errors/app-error'
import { getConnection } from './get'

/** The world of a practice connection that the actor may see. A live connection has none: it is not found. */
export async function requirePractice(ctx: Context, connectionId: string): Promise<{ worldId: string }> {
  const { id, kind } = await getConnection(ctx, connectionId)
  if (kind !== 'practice') throw new AppError('not_found')
  return { worldId: id }
}
