import 'server-only'
import type { Context } from '@/lib/context'
import { newId } from '@/lib/db/ids'
import { notices } from '@/lib/db/schema'
import { env } from '@/lib/env'
import { starterOf } from './starter'

type About = { id: string; createdBy: string; phoneE164: string | null }

/**
 * Tells who started the move that nothing stands in its way any more; not when it is they who found out. Once, until they have seen
 * it, however often a fact at Meta goes back and forth.
 */
export async function addNotice(ctx: Context, about: About): Promise<void> {
  if (ctx.actor.kind === 'user' && ctx.actor.userId === about.createdBy) return
  const userId = await starterOf(ctx, about)
  if (userId === null) return
  await ctx.db
    .insert(notices)
    .values({
      id: newId(),
      userId,
      migrationId: about.id,
      kind: about.phoneE164 === null ? 'accounts_ready' : 'ready',
      at: ctx.now(),
      mail: env().mail === null ? 'none' : 'waiting',
      mailAt: ctx.now(),
    })
    .onConflictDoNothing()
}
