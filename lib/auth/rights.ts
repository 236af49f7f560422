import 'server-only'
import { eq } from 'drizzle-orm'
import type { Context, Role } from '@/lib/context'
import { customerMembers } from '@/lib/db/schema'
import { AppError } from '@/lib/errors/app-error'

const everyone: readonly Role[] = ['owner', 'admin', 'agent', 'viewer']
const movers: readonly Role[] = ['owner', 'admin', 'agent']
const managers: readonly Role[] = ['owner', 'admin']

/** Who may do what. Which customers' things it may be done to is `visibleCustomers`' question. */
export const RIGHTS = {
  manage_own_account: everyone,
  see_connections: everyone,
  check_connection: movers,
  practise: movers,
  manage_connections: managers,
  see_migrations: everyone,
  start_migration: movers,
  run_checks: movers,
  add_number: movers,
  request_code: movers,
  submit_code: movers,
  register: movers,
  subscribe_app: movers,
  cancel: movers,
  decide: managers,
} as const satisfies Record<string, readonly Role[]>

export type Action = keyof typeof RIGHTS

const mayDo = (role: Role, action: Action): boolean => RIGHTS[action].some((allowed: Role) => allowed === role)

export const hasRight = (ctx: Context, action: Action): boolean =>
  ctx.actor.kind === 'system' || mayDo(ctx.actor.role, action)

export function requireRight(ctx: Context, action: Action): void {
  if (!hasRight(ctx, action)) throw new AppError('forbidden')
}

/**
 * Goes into the query of every customer's thing: what somebody may not see is then not found, exactly as something
 * that does not exist.
 */
export async function visibleCustomers(ctx: Context): Promise<'all' | string[]> {
  if (ctx.actor.kind === 'system' || managers.includes(ctx.actor.role)) return 'all'
  const rows = await ctx.db
    .select({ customerId: customerMembers.customerId })
    .from(customerMembers)
    .where(eq(customerMembers.userId, ctx.actor.userId))
  return rows.map((row) => row.customerId)
}

/** Users act in their own name; the system has no name to act in. */
export function requireUserId(ctx: Context): string {
  if (ctx.actor.kind !== 'user') throw new AppError('signed_out')
  return ctx.actor.userId
}
