import 'server-only'
import type { Context } from '@/lib/context'
import { AppError } from '@/lib/errors/app-error'
import { readConnections } from './list'
import type { ConnectionView } from './view'

/** Also one whose token was removed: its open moves wait for another. */
export async function getConnection(ctx: Context, id: string): Promise<ConnectionView> {
  const [view] = await readConnections(ctx, id)
  if (!view) throw new AppError('not_found')
  return view
}
