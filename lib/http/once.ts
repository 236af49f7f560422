import 'server-only'
import { and, eq, lt } from 'drizzle-orm'
import type { Context } from '@/lib/context'
import { idempotencyKeys } from '@/lib/db/schema'
import { AppError } from '@/lib/errors/app-error'
import { log } from '@/lib/log'
import { type Answer, toAnswer } from './to-answer'

const POLL = 250
const JOIN_FOR = 25_000
/** No request lives longer; a key that runs for more belongs to a process that is gone. */
const ABANDONED = 35_000
const KEEP = 48 * 60 * 60_000

type Key = { actorId: string; key: string; route: string }
type Options = { storeAnswer: boolean; wait?: (ms: number) => Promise<void> }

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/**
 * A browser re-sends a POST by itself when a reused connection closes under it. The second one gets the first one's
 * answer: at once when there is one, else by waiting for it. What was sent is never stored, not even as a hash: a code
 * has only a million values.
 */
export async function once(ctx: Context, id: Key, options: Options, run: () => Promise<Answer>): Promise<Answer> {
  const { wait = pause } = options
  const giveUpAt = ctx.now().getTime() + JOIN_FOR
  for (;;) {
    const startedAt = ctx.now()
    if (await begin(ctx, id, startedAt)) return finish(ctx, id, startedAt, options.storeAnswer, run)
    const row = await find(ctx, id)
    if (!row) continue
    if (row.route !== id.route) throw new AppError('idempotency_key_reused')
    if (row.state === 'done') {
      // Its answer held a secret and was shown once.
      if (row.status === null) throw new AppError('step_already_done')
      return { status: row.status, body: row.body }
    }
    if (startedAt.getTime() - row.startedAt.getTime() > ABANDONED) {
      if (await takeOver(ctx, id, row.startedAt, startedAt)) {
        return finish(ctx, id, startedAt, options.storeAnswer, run)
      }
      continue
    }
    if (startedAt.getTime() >= giveUpAt) throw new AppError('in_progress')
    await wait(POLL)
  }
}

const same = (id: Key) => and(eq(idempotencyKeys.actorId, id.actorId), eq(idempotencyKeys.key, id.key))

async function begin(ctx: Context, id: Key, startedAt: Date): Promise<boolean> {
  const inserted = await ctx.db
    .insert(idempotencyKeys)
    .values({ ...id, state: 'running', startedAt })
    .onConflictDoNothing()
    .returning({ key: idempotencyKeys.key })
  return inserted.length === 1
}

async function find(ctx: Context, id: Key) {
  const [row] = await ctx.db.select().from(idempotencyKeys).where(same(id))
  return row
}

/** Only one of those who find the key abandoned gets it. The verbs know the key too and do nothing twice. */
async function takeOver(ctx: Context, id: Key, from: Date, startedAt: Date): Promise<boolean> {
  const taken = await ctx.db
    .update(idempotencyKeys)
    .set({ startedAt })
    .where(and(same(id), eq(idempotencyKeys.state, 'running'), eq(idempotencyKeys.startedAt, from)))
    .returning({ key: idempotencyKeys.key })
  return taken.length === 1
}

async function finish(
  ctx: Context,
  id: Key,
  startedAt: Date,
  storeAnswer: boolean,
  run: () => Promise<Answer>,
): Promise<Answer> {
  const answer = await run().catch((error: unknown) => toAnswer(error, ctx.requestId))
  const mine = and(same(id), eq(idempotencyKeys.startedAt, startedAt))
  // What happened has happened: a database that cannot keep the answer must not take it from the person.
  await keep(ctx, id, mine, answer, storeAnswer).catch((error: unknown) => log.warn('answer_not_kept', { error }))
  return answer
}

async function keep(
  ctx: Context,
  id: Key,
  mine: ReturnType<typeof and>,
  answer: Answer,
  storeAnswer: boolean,
): Promise<void> {
  if (answer.status >= 500) {
    // Nothing to keep: the person may press again with the same key.
    await ctx.db.delete(idempotencyKeys).where(mine)
    return
  }
  const { status, body } = storeAnswer ? answer : { status: null, body: null }
  await ctx.db.update(idempotencyKeys).set({ state: 'done', status, body }).where(mine)
  await forgetOld(ctx, id.actorId)
}

async function forgetOld(ctx: Context, actorId: string): Promise<void> {
  const before = new Date(ctx.now().getTime() - KEEP)
  await ctx.db
    .delete(idempotencyKeys)
    .where(and(eq(idempotencyKeys.actorId, actorId), lt(idempotencyKeys.startedAt, before)))
}
