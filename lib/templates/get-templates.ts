import 'server-only'
import { eq } from 'drizzle-orm'
import type { Context } from '@/lib/context'
import { templates } from '@/lib/db/schema'
import { withSnapshot } from '@/lib/db/transaction'
import { isBeforeMove, isLive } from '@/lib/migration/machine'
import { attemptsOf, ownMigration } from '@/lib/migration/rows'
import { judgeTemplates, lastCopyOf, type Scene, TEMPLATE_LIMIT } from './judge'
import type { TemplatesView } from './view'

/** What is known of the templates of both accounts. Asks Meta nothing. */
export const getTemplates = (ctx: Context, id: string): Promise<TemplatesView> =>
  withSnapshot(ctx, async (snapshot) => {
    const row = await ownMigration(snapshot, id)
    const history = await attemptsOf(snapshot, id)
    const kept = await snapshot.db.select().from(templates).where(eq(templates.migrationId, id))
    const scene: Scene = {
      history,
      accounts: { from: row.sourceWabaId, to: row.destinationWabaId },
      now: snapshot.now(),
      hasMoved: !isBeforeMove(row.status),
    }
    const rows = judgeTemplates(kept, scene)
    const there = kept.filter((template) => template.there !== null).length
    return {
      readAt: row.templatesReadAt?.toISOString() ?? null,
      sourceReadable: row.sourceTemplatesReadable,
      fromFile: kept.some(({ source }) => source?.from === 'file'),
      rows,
      room: Math.max(0, TEMPLATE_LIMIT - there),
      limit: TEMPLATE_LIMIT,
      lastCopy: lastCopyOf(rows, scene),
      copying: history.some(({ command, state }) => command === 'copy_templates' && isLive(state)),
    }
  })
