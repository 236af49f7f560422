import 'server-only'
import { type AnyColumn, and, eq, exists, type SQL } from 'drizzle-orm'
import type { Context, Role } from '@/lib/context'
import { customerMembers } from '@/lib/db/schema'
import { AppError } from '@/lib/errors/app-error'

const everyone: readonly Role[] = ['owner', 'admin', 'agent', 'viewer']
const movers: readonly Role[] = ['owner', 'admin', 'agent']
const managers: readonly Role[] = ['owner', 'admin']

/** Who may do what. Which customers' things it may be done to is `visibleTo`'s question. */
export const RIGHTS = {
  'account.own': everyone,
  'connections.see': everyone,
  'connections.check': movers,
  'connections.practise': movers,
  'connections.manage': managers,
  'migrations.see': everyone,
  'migrations.move': movers,
  'migrations.decide': managers,
  'reports.export': managers,
  'practice.play': movers,
} as const satisfies Record<string, readonly Role[]>

export type Action = keyof typeof RIGHTS

const mayDo = (role: Role, action: Action): boolean => RIGHTS[action].some((allowed: Role) => allowed === role)

export function requireRight(ctx: Context, action: Action): void {
  if (ctx.actor.kind === 'system') return
  if (!mayDo(ctx.actor.role, action)) throw new AppError('forbidden')
}

/** To hide what would be refused. */
export const hasRight = (ctx: Context, action: Action): boolean =>
  ctx.actor.kind === 'system' || mayDo(ctx.actor.role, action)

const seesEverything: readonly Role[] = managers

/**
 * The filter for every query of a customer's things, put into the query itself: what somebody may not see is then
 * not found, exactly as something that does not exist.
 */
export function visibleTo(ctx: Context, customerId: AnyColumn): SQL | undefined {
  if (ctx.actor.kind === 'system' || seesEverything.includes(ctx.actor.role)) return undefined
  return exists(
    ctx.db
      .select({ customerId: customerMembers.customerId })
      .from(customerMembers)
      .where(and(eq(customerMembers.customerId, customerId), eq(customerMembers.userId, ctx.actor.userId))),
  )
}

/** Users act in their own name; the system has no name to act in. */
export function requireUserId(ctx: Context): string {
  if (ctx.actor.kind !== 'user') throw new AppError('signed_out')
  return ctx.actor.userId
}
