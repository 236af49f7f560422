import 'server-only'
import { eq } from 'drizzle-orm'
import { requireRight } from '@/lib/auth/rights'
import type { Context } from '@/lib/context'
import { connections } from '@/lib/db/schema'
import { getConnection } from './get'
import { replaceToken } from './replace'
import { ownConnection } from './rows'
import type { ChangeConnectionInput } from './schemas'
import type { ConnectionView } from './view'

/** A new name, a new token, or both. */
export async function changeConnection(
  ctx: Context,
  id: string,
  input: ChangeConnectionInput,
): Promise<ConnectionView> {
  requireRight(ctx, 'connections.manage')
  await ownConnection(ctx, id, 'read', input.token === undefined ? 'not_found' : 'anyhow')
  if (input.token !== undefined) await replaceToken(ctx, id, { token: input.token, appSecret: input.appSecret })
  if (input.label !== undefined) {
    await ctx.db.update(connections).set({ label: input.label }).where(eq(connections.id, id))
  }
  return getConnection(ctx, id)
}
