import 'server-only'
import { and, desc, eq } from 'drizzle-orm'
import { visibleTo } from '@/lib/auth/rights'
import type { Context } from '@/lib/context'
import { attempts, events, migrations } from '@/lib/db/schema'
import { AppError, type ErrorParams } from '@/lib/errors/app-error'
import { isLive } from './machine'

export type MigrationRow = typeof migrations.$inferSelect
export type AttemptRow = typeof attempts.$inferSelect

/** The migration, if it belongs to a customer the actor may see. A foreign id and a random id answer alike. */
export async function ownMigration(ctx: Context, id: string, lock: 'lock' | 'read' = 'read'): Promise<MigrationRow> {
  const query = ctx.db
    .select()
    .from(migrations)
    .where(and(eq(migrations.id, id), visibleTo(ctx, migrations.customerId)))
  const [row] = lock === 'lock' ? await query.for('update') : await query
  if (row === undefined) throw new AppError('not_found')
  return row
}

/** For the engine's own work: what was begun by right is finished, even if the right is gone meanwhile. */
export async function lockMigration(ctx: Context, id: string): Promise<MigrationRow> {
  const [row] = await ctx.db.select().from(migrations).where(eq(migrations.id, id)).for('update')
  if (row === undefined) throw new AppError('not_found')
  return row
}

/** Two people, or one person in two tabs: the later press learns how things stand now instead of acting on old sight. */
export async function requireVersion(ctx: Context, row: MigrationRow, version: number | undefined): Promise<void> {
  if (version === undefined || row.version === version) return
  throw new AppError('migration_changed', await lastChange(ctx, row.id))
}

/** By whom and when. Nothing when it was nobody: the app itself has read or settled something. */
async function lastChange(ctx: Context, migrationId: string): Promise<ErrorParams> {
  const [last] = await ctx.db
    .select({ actorId: events.actorId, name: events.actorName, at: events.at })
    .from(events)
    .where(eq(events.migrationId, migrationId))
    .orderBy(desc(events.seq))
    .limit(1)
  if (last === undefined || last.actorId === 'system') return {}
  return { name: last.name, time: last.at.toISOString() }
}

/** An older copy of the truth decides nothing: Meta is read first. */
export function requireFresh(row: MigrationRow): void {
  if (row.quarantinedAt !== null) throw new AppError('restored_unread')
}

/** The number's id on the destination: there from step 2 on. */
export function requirePhoneNumberId(row: MigrationRow): string {
  if (row.phoneNumberId === null) throw new AppError('step_not_reached')
  return row.phoneNumberId
}

/** While a call is on its way nothing else may happen to the migration: its outcome decides. */
export function requireNothingLive(history: readonly AttemptRow[]): void {
  const live = history.find((attempt) => isLive(attempt.state))
  if (live === undefined) return
  throw new AppError(live.state === 'unknown' ? 'step_unknown' : 'step_running', { name: live.actorName })
}

/** Newest first. */
export const attemptsOf = (ctx: Context, migrationId: string): Promise<AttemptRow[]> =>
  ctx.db
    .select()
    .from(attempts)
    .where(eq(attempts.migrationId, migrationId))
    .orderBy(desc(attempts.intentAt), desc(attempts.fence))

/** The limits of Meta hang on the number, whoever moves it; those of an account on the account. */
export const numberScope = (row: MigrationRow): string => `number:${row.realm}:${row.phoneE164}`
export const accountScope = (row: MigrationRow): string => `account:${row.realm}:${row.destinationWabaId}`
export const connectionScope = (row: MigrationRow): string => `connection:${row.connectionId}`
