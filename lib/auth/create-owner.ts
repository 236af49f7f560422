import 'server-only'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Context } from '@/lib/context'
import { sha256 } from '@/lib/crypto/hash'
import { newId } from '@/lib/db/ids'
import { apiTokens, customerMembers, customers, setupLinks, users } from '@/lib/db/schema'
import { withTransaction } from '@/lib/db/transaction'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors/app-error'
import { checkPassword } from './check-password'
import { hashPassword } from './password'
import type { SetupInput } from './schemas'
import type { UserView } from './view'

type Owner = { name: string; email: string; passwordHash: string }

/** One after the other, on every instance: there can only be one first owner. */
const takeTurn = (ctx: Context) => ctx.db.execute(sql`select pg_advisory_xact_lock(hashtext('carryover.setup'))`)

export async function isSetUp(ctx: Context): Promise<boolean> {
  const [anyone] = await ctx.db.select({ id: users.id }).from(users).limit(1)
  return anyone !== undefined
}

async function insertOwner(ctx: Context, { name, email, passwordHash }: Owner): Promise<UserView> {
  const createdAt = ctx.now()
  const user = { id: newId(), email, name, passwordHash, role: 'owner', createdAt } as const
  const customer = { id: newId(), name, createdAt }
  await ctx.db.insert(users).values(user)
  await ctx.db.insert(customers).values(customer)
  await ctx.db.insert(customerMembers).values({ customerId: customer.id, userId: user.id })
  return { id: user.id, name, role: user.role }
}

/** Does this link still work? For the page that shows the form. */
export async function findSetupLink(ctx: Context, secret: string): Promise<boolean> {
  const [link] = await ctx.db
    .select({ usedAt: setupLinks.usedAt })
    .from(setupLinks)
    .where(and(eq(setupLinks.secretHash, sha256(secret)), isNull(setupLinks.usedAt)))
  return link !== undefined && !(await isSetUp(ctx))
}

/** The first owner, once. A wrong secret and a used one answer alike. */
export async function completeSetup(ctx: Context, input: SetupInput): Promise<UserView> {
  // Before the hash: whoever has no link must not make the server work.
  if (!(await findSetupLink(ctx, input.secret))) throw new AppError('setup_link_used')
  checkPassword(input.password, input.email)
  const passwordHash = await hashPassword(input.password)
  return withTransaction(ctx, async (tx) => {
    await takeTurn(tx)
    if (!(await findSetupLink(tx, input.secret))) throw new AppError('setup_link_used')
    await tx.db
      .update(setupLinks)
      .set({ usedAt: ctx.now() })
      .where(eq(setupLinks.secretHash, sha256(input.secret)))
    return insertOwner(tx, { name: input.name, email: input.email, passwordHash })
  })
}

/**
 * The first owner by environment, for automation. The password rules are for people choosing in a form: whoever
 * writes the environment already holds every key of this installation.
 */
export async function ensureSetupOwner(ctx: Context): Promise<void> {
  const { setupEmail, setupPassword, setupApiToken } = env()
  if (!setupEmail || !setupPassword) return
  const email = setupEmail.trim().toLowerCase()
  const passwordHash = (await isSetUp(ctx)) ? null : await hashPassword(setupPassword)
  await withTransaction(ctx, async (tx) => {
    await takeTurn(tx)
    if (passwordHash && !(await isSetUp(tx))) {
      await insertOwner(tx, { name: email.split('@')[0] ?? email, email, passwordHash })
    }
    if (setupApiToken) await ensureApiToken(tx, email, setupApiToken)
  })
}

async function ensureApiToken(ctx: Context, email: string, token: string): Promise<void> {
  const [owner] = await ctx.db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.email, email), eq(users.role, 'owner')))
  if (!owner) return
  await ctx.db
    .insert(apiTokens)
    .values({
      id: newId(),
      userId: owner.id,
      label: 'CARRYOVER_SETUP_API_TOKEN',
      tokenHash: sha256(token),
      lastFour: token.slice(-4),
      createdAt: ctx.now(),
    })
    .onConflictDoNothing()
}
