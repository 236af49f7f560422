import 'server-only'
import type { Context } from '@/lib/context'
import { newId } from '@/lib/db/ids'
import { notices } from '@/lib/db/schema'
import { env } from '@/lib/env'
import type { NoticeKind } from './kinds'
import { starterOf } from './starter'

type About = { id: string; createdBy: string }

/**
 * Tells who started the move; not when it is they who found out. Once, until they have seen it, however often a fact at Meta goes
 * back and forth.
 */
export async function addNotice(ctx: Context, about: About, kind: Exclude<NoticeKind, 'changed'>): Promise<void> {
  if (ctx.actor.kind === 'user' && ctx.actor.userId === about.createdBy) return
  const userId = await starterOf(ctx, about)
  if (userId === null) return
  await ctx.db
    .insert(notices)
    .values({
      id: newId(),
      userId,
      migrationId: about.id,
      kind,
      at: ctx.now(),
      mail: env().mail === null ? 'none' : 'waiting',
      mailAt: ctx.now(),
    })
    .onConflictDoNothing()
}
