import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import { requireRight, requireUserId, visibleTo } from '@/lib/auth/rights'
import type { AccountSummary } from '@/lib/connections/view'
import type { Context } from '@/lib/context'
import { newId, newReference } from '@/lib/db/ids'
import { connections, migrations } from '@/lib/db/schema'
import { withTransaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors/app-error'
import { appendEvent } from '@/lib/events/append'
import { choose } from './choose'
import { getMigration } from './get'
import { StartInput } from './schemas'
import type { MigrationView } from './view'

/**
 * A new migration on one connection. Accounts are preset when there is only one possible pair. Without a number nothing is read
 * yet: the checks page does that, and shows each answer as it arrives.
 */
export async function startMigration(ctx: Context, input: StartInput, key: string): Promise<MigrationView> {
  requireRight(ctx, 'migrations.move')
  const { phoneNumber, ...accounts } = StartInput.parse(input)
  const id = await insertDraft(ctx, accounts, key, phoneNumber !== undefined)
  const draft = await getMigration(ctx, id)
  if (phoneNumber !== undefined && draft.number === null) {
    return choose(ctx, id, { version: draft.version, phoneNumber })
  }
  return draft
}

async function insertDraft(
  outer: Context,
  input: Omit<StartInput, 'phoneNumber'>,
  key: string,
  needsAccounts: boolean,
): Promise<string> {
  return withTransaction(outer, async (ctx) => {
    const createdBy = requireUserId(ctx)
    const connection = await ownConnection(ctx, input.connectionId)
    const pair = pickAccounts(connection.accounts, input)
    // A number says nothing without its accounts: refuse before a draft is left behind.
    if (needsAccounts && pair.destinationWabaId === undefined) throw new AppError('destination_empty')
    const now = ctx.now()
    const draft = {
      id: newId(),
      reference: newReference(),
      customerId: connection.customerId,
      connectionId: connection.id,
      realm: connection.kind === 'practice' ? `practice:${connection.id}` : 'live',
      status: 'draft',
      version: 0,
      ...pair,
      createdBy,
      createdKey: key,
      createdAt: now,
      updatedAt: now,
    } as const
    const [inserted] = await ctx.db
      .insert(migrations)
      .values(draft)
      .onConflictDoNothing({ target: [migrations.createdBy, migrations.createdKey] })
      .returning({ id: migrations.id })
    if (inserted === undefined) return startedWith(ctx, createdBy, key)
    await appendEvent(ctx, {
      customerId: connection.customerId,
      migrationId: inserted.id,
      kind: 'migration_started',
      data: { connection: connection.label },
    })
    return inserted.id
  })
}

/** The same press, once more: the migration that it started. */
async function startedWith(ctx: Context, createdBy: string, key: string): Promise<string> {
  const [started] = await ctx.db
    .select({ id: migrations.id })
    .from(migrations)
    .where(and(eq(migrations.createdBy, createdBy), eq(migrations.createdKey, key)))
  if (started === undefined) throw new AppError('not_saved')
  return started.id
}

async function ownConnection(ctx: Context, id: string) {
  const [row] = await ctx.db
    .select()
    .from(connections)
    .where(and(eq(connections.id, id), isNull(connections.removedAt), visibleTo(ctx, connections.customerId)))
  if (row === undefined) throw new AppError('not_found')
  return row
}

type Pair = Pick<
  typeof migrations.$inferInsert,
  'sourceWabaId' | 'sourceWabaName' | 'sourceUnlisted' | 'destinationWabaId' | 'destinationWabaName'
>

/** The accounts the caller named, else the only pair that makes sense: one account with numbers, one without. */
export function pickAccounts(accounts: readonly AccountSummary[], input: Omit<StartInput, 'phoneNumber'>): Pair {
  const named = (id: string | undefined | null) => accounts.find((account) => account.id === id)
  if (input.destinationWabaId !== undefined) {
    if (input.destinationWabaId === input.sourceWabaId) throw new AppError('accounts_same')
    return {
      sourceWabaId: input.sourceWabaId ?? null,
      sourceWabaName: named(input.sourceWabaId)?.name ?? null,
      sourceUnlisted: input.sourceWabaId === undefined,
      destinationWabaId: input.destinationWabaId,
      destinationWabaName: named(input.destinationWabaId)?.name ?? null,
    }
  }
  const empty = accounts.filter((account) => account.numberCount === 0)
  const full = accounts.filter((account) => account.numberCount !== null && account.numberCount > 0)
  const [destination] = empty
  const [source] = full
  if (empty.length !== 1 || full.length !== 1 || accounts.length !== 2) return {}
  return {
    sourceWabaId: source?.id,
    sourceWabaName: source?.name,
    destinationWabaId: destination?.id,
    destinationWabaName: destination?.name,
  }
}
