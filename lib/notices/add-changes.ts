import 'server-only'
import type { Context } from '@/lib/context'
import { newId } from '@/lib/db/ids'
import { type guardFindings, notices } from '@/lib/db/schema'
import { env } from '@/lib/env'
import { starterOf } from './starter'

type Finding = Pick<typeof guardFindings.$inferSelect, 'id'>

/** Tells who started the move what one look found: each thing in the app, all of them in one mail, which goes with the first. */
export async function addChangeNotices(
  ctx: Context,
  about: { id: string; createdBy: string },
  findings: readonly Finding[],
): Promise<void> {
  const userId = await starterOf(ctx, about)
  if (userId === null || findings.length === 0) return
  const byMail = env().mail !== null
  await ctx.db.insert(notices).values(
    findings.map(({ id }, index) => ({
      id: newId(),
      userId,
      migrationId: about.id,
      kind: 'changed' as const,
      findingId: id,
      at: ctx.now(),
      mail: byMail && index === 0 ? ('waiting' as const) : ('none' as const),
      mailAt: ctx.now(),
    })),
  )
}
