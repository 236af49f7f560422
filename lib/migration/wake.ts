import 'server-only'
import { sql } from 'drizzle-orm'
import { fromDrizzle, type PgBoss } from 'pg-boss'
import type { Context } from '@/lib/context'

export const MIGRATION_QUEUE = 'migration'
/** Of its own, so that nobody who waits to hear what became of a call waits behind a look at the checks. */
export const WATCH_QUEUE = 'watch'

type Dispatcher = Pick<PgBoss, 'send'>

/** The dispatcher of this process, if it has one; kept on globalThis because Next evaluates modules more than once. */
const holder = globalThis as typeof globalThis & { carryoverBoss?: Dispatcher }

export const setBoss = (boss: Dispatcher | undefined): void => {
  holder.carryoverBoss = boss
}

/**
 * Asks for somebody to look at the migration at that time, in the caller's transaction. The job carries no
 * truth, so a lost or doubled one does no harm: the sweep of every minute finds what is due.
 */
export async function wake(ctx: Context, migrationId: string, at: Date, queue = MIGRATION_QUEUE): Promise<void> {
  const boss = holder.carryoverBoss
  if (boss === undefined) return
  await boss.send(queue, { migrationId }, { startAfter: at, db: fromDrizzle(ctx.db, sql) })
}
