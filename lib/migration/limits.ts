import 'server-only'
import { and, desc, eq, gt, inArray } from 'drizzle-orm'
import type { Context } from '@/lib/context'
import { budgets, gates } from '@/lib/db/schema'
import { AppError } from '@/lib/errors/app-error'
import { type ErrorCode, errorCatalog } from '@/lib/errors/catalog'
import { LONGEST_WINDOW, nextAllowed } from './budgets'
import { EFFECTS, type Effect } from './machine'
import { accountScope, connectionScope, type MigrationRow, numberScope } from './rows'

const EVERY = '*'

const OF_ACCOUNT: readonly Effect[] = ['subscribe_app', 'copy_templates', 'create_template']

const scopeOf = (row: MigrationRow, effect: Effect): string =>
  OF_ACCOUNT.includes(effect) ? accountScope(row) : numberScope(row)

export const scopesOf = (row: MigrationRow): string[] => [numberScope(row), accountScope(row), connectionScope(row)]

/** Refuses when Meta asked for a wait, or when our own limit would be passed. Call in the intent's transaction. */
export async function requireRoom(ctx: Context, row: MigrationRow, effect: Effect): Promise<void> {
  const [gate] = await openGates(ctx, row, [effect, EVERY])
  if (gate !== undefined) throw new AppError(gate.errorCode, { until: gate.until.toISOString() })
  const now = ctx.host.earliest()
  const at = nextAllowed(effect, await spentTimes(ctx, scopeOf(row, effect), effect), now)
  if (at > now) {
    throw new AppError(effect === 'request_code' ? 'code_too_soon' : 'budget_spent', { until: at.toISOString() })
  }
}

export const spend = async (ctx: Context, row: MigrationRow, effect: Effect, attemptId: string): Promise<void> => {
  await ctx.db.insert(budgets).values({ attemptId, scope: scopeOf(row, effect), command: effect, spentAt: ctx.now() })
}

/** Only for a call that provably never left. */
export const refund = async (ctx: Context, attemptId: string): Promise<void> => {
  await ctx.db.delete(budgets).where(eq(budgets.attemptId, attemptId))
}

/** Meta asks for a wait. Kept as a time of day; a later answer may lengthen it, never shorten it. */
export async function closeGate(
  ctx: Context,
  row: MigrationRow,
  effect: Effect,
  wait: { errorCode: ErrorCode; seconds: number },
): Promise<Date> {
  const everything = wait.errorCode === 'meta_busy'
  const scope = everything ? connectionScope(row) : scopeOf(row, effect)
  const command = everything ? EVERY : effect
  const asked = new Date(ctx.host.latest().getTime() + wait.seconds * 1000)
  const [known] = await ctx.db
    .select()
    .from(gates)
    .where(and(eq(gates.scope, scope), eq(gates.command, command)))
  const until = known !== undefined && known.until > asked ? known.until : asked
  const values = { until, errorCode: wait.errorCode }
  await ctx.db
    .insert(gates)
    .values({ scope, command, ...values })
    .onConflictDoUpdate({ target: [gates.scope, gates.command], set: values })
  return until
}

export async function openGates(
  ctx: Context,
  row: MigrationRow,
  commands: readonly string[] = [...EFFECTS, EVERY],
): Promise<{ command: string; until: Date; errorCode: ErrorCode }[]> {
  const rows = await ctx.db
    .select()
    .from(gates)
    .where(
      and(
        inArray(gates.scope, scopesOf(row)),
        inArray(gates.command, [...commands]),
        gt(gates.until, ctx.host.earliest()),
      ),
    )
    .orderBy(desc(gates.until))
  return rows.map((gate) => ({ command: gate.command, until: gate.until, errorCode: toErrorCode(gate.errorCode) }))
}

export async function spentTimes(ctx: Context, scope: string, effect: Effect): Promise<Date[]> {
  const rows = await ctx.db
    .select({ spentAt: budgets.spentAt })
    .from(budgets)
    .where(
      and(
        eq(budgets.scope, scope),
        eq(budgets.command, effect),
        gt(budgets.spentAt, new Date(ctx.now().getTime() - LONGEST_WINDOW)),
      ),
    )
  return rows.map((row) => row.spentAt)
}

/** Everything that counts against this migration's limits, in one look. */
export async function spentOnAll(ctx: Context, row: MigrationRow): Promise<ReadonlyMap<Effect, readonly Date[]>> {
  const rows = await ctx.db
    .select({ scope: budgets.scope, command: budgets.command, spentAt: budgets.spentAt })
    .from(budgets)
    .where(
      and(inArray(budgets.scope, scopesOf(row)), gt(budgets.spentAt, new Date(ctx.now().getTime() - LONGEST_WINDOW))),
    )
  const mine = rows.filter((spent) => spent.scope === scopeOf(row, spent.command))
  const byEffect = new Map<Effect, Date[]>()
  for (const { command, spentAt } of mine) byEffect.set(command, [...(byEffect.get(command) ?? []), spentAt])
  return byEffect
}

export const spentOn = (ctx: Context, row: MigrationRow, effect: Effect): Promise<Date[]> =>
  spentTimes(ctx, scopeOf(row, effect), effect)

/** A stored code that a later release no longer knows still has words. */
export const toErrorCode = (code: string | null): ErrorCode => {
  // Safe because membership was tested on the line itself.
  return code !== null && code in errorCatalog ? (code as ErrorCode) : 'graph_unknown'
}
