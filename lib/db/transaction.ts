import 'server-only'
import { is } from 'drizzle-orm'
import { PgTransaction } from 'drizzle-orm/pg-core'
import type { Context } from '@/lib/context'

/** Runs `fn` in a transaction and hands it the context bound to it. Inside another one it joins: all or nothing. */
export function withTransaction<T>(ctx: Context, fn: (ctx: Context) => Promise<T>): Promise<T> {
  if (is(ctx.db, PgTransaction)) return fn(ctx)
  return ctx.db.transaction((tx) => fn({ ...ctx, db: tx }))
}

/**
 * Several reads that must fit together, as of one moment: without it a page could find a call ended and its migration not yet
 * changed by it. Queries run one after the other. Inside another transaction it joins.
 */
export function withSnapshot<T>(ctx: Context, read: (ctx: Context) => Promise<T>): Promise<T> {
  if (is(ctx.db, PgTransaction)) return read(ctx)
  return ctx.db.transaction((tx) => read({ ...ctx, db: tx }), {
    isolationLevel: 'repeatable read',
    accessMode: 'read only',
  })
}
