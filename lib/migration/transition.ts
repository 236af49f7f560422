import 'server-only'
import { and, eq } from 'drizzle-orm'
import type { Context } from '@/lib/context'
import { migrations } from '@/lib/db/schema'
import { AppError } from '@/lib/errors/app-error'
import { appendEvent } from '@/lib/events/append'
import { type Command, next, type Outcome, type Status } from './machine'
import { attemptsOf, type MigrationRow, requireNothingLive } from './rows'
import type { NumberSnapshot } from './snapshot'

type Patch = Partial<Omit<MigrationRow, 'id' | 'status' | 'version'>>

/** The time that belongs to each fact, written when the fact is reached. */
const STAMP: Partial<Record<Status, keyof Patch>> = {
  code_requested: 'codeRequestedAt',
  verified: 'verifiedAt',
  registered: 'registeredAt',
  confirmed: 'confirmedAt',
  cancelled: 'cancelledAt',
}

/**
 * The only writer of a status: looks the change up in the table, compares and sets, and records it. Refuses while a call is on
 * its way. Call in a transaction, with the row locked.
 */
export async function transition(
  ctx: Context,
  row: MigrationRow,
  command: Command,
  outcome: Outcome,
  patch: Patch = {},
): Promise<MigrationRow> {
  const status = next(row.status, command, outcome)
  if (status === undefined) throw new AppError('migration_changed')
  requireNothingLive(await attemptsOf(ctx, row.id))
  const stamp = STAMP[status]
  const stamped = stamp !== undefined && (status !== row.status || command === 'request_code')
  const changed = await write(ctx, row, { ...(stamped ? { [stamp]: ctx.now() } : {}), ...patch, status })
  if (status !== row.status) {
    await appendEvent(ctx, {
      customerId: row.customerId,
      migrationId: row.id,
      kind: 'status_changed',
      data: { from: row.status, to: status, command, outcome },
    })
  }
  return changed
}

/** Changes facts beside the status, with the same compare-and-set. */
export const amend = (ctx: Context, row: MigrationRow, patch: Patch): Promise<MigrationRow> => write(ctx, row, patch)

/**
 * Keeps what was read without changing what anybody decides by: presses made on the page as it was stay good. What could not be
 * read this time stays as it was read before.
 */
export async function keepSnapshot(ctx: Context, row: MigrationRow, read: NumberSnapshot): Promise<void> {
  const known = row.snapshotBefore?.phoneNumberId === read.phoneNumberId ? row.snapshotBefore : null
  const snapshotBefore = {
    ...read,
    profile: read.profile ?? known?.profile ?? null,
    templates: read.templates ?? known?.templates ?? null,
  }
  await ctx.db.update(migrations).set({ snapshotBefore }).where(eq(migrations.id, row.id))
}

async function write(ctx: Context, row: MigrationRow, patch: Partial<MigrationRow>): Promise<MigrationRow> {
  const [changed] = await ctx.db
    .update(migrations)
    .set({ ...patch, version: row.version + 1, updatedAt: ctx.now() })
    .where(and(eq(migrations.id, row.id), eq(migrations.version, row.version)))
    .returning()
  if (changed === undefined) throw new AppError('migration_changed')
  return changed
}
