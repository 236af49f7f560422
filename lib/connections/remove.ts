import 'server-only'
import { and, eq, inArray, isNull } from 'drizzle-orm'
import { requireRight } from '@/lib/auth/rights'
import type { Context } from '@/lib/context'
import { attempts, callbackOverrides, connections, migrations } from '@/lib/db/schema'
import { withTransaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors/app-error'
import { appendEvent } from '@/lib/events/append'
import { ownConnection } from './rows'

/** Destroys the sealed token. What it was used for stays in the history; open moves stop until they get another. */
export async function removeConnection(ctx: Context, id: string): Promise<void> {
  requireRight(ctx, 'connections.manage')
  await withTransaction(ctx, async (tx) => {
    const row = await ownConnection(tx, id, 'lock')
    // What Meta made of a call is learnt by reading, and reading needs the token.
    const [live] = await tx.db
      .select({ id: attempts.id })
      .from(attempts)
      .innerJoin(migrations, eq(migrations.id, attempts.migrationId))
      .where(and(eq(migrations.connectionId, id), inArray(attempts.state, ['intent', 'armed', 'unknown'])))
      .limit(1)
    // So does putting a callback back.
    const [standing] = await tx.db
      .select({ id: callbackOverrides.id })
      .from(callbackOverrides)
      .innerJoin(migrations, eq(migrations.id, callbackOverrides.migrationId))
      .where(and(eq(migrations.connectionId, id), isNull(callbackOverrides.endedAt)))
      .limit(1)
    if (live || standing) throw new AppError('connection_in_use')
    await tx.db
      .update(connections)
      .set({ sealedToken: null, sealedAppSecret: null, removedAt: ctx.now() })
      .where(eq(connections.id, id))
    const data = { connectionId: id, label: row.label }
    await appendEvent(tx, { customerId: row.customerId, kind: 'connection_removed', data })
  })
}
