import 'server-only'
import { eq } from 'drizzle-orm'
import * as z from 'zod'
import type { Context } from '@/lib/context'
import { attempts } from '@/lib/db/schema'
import { withTransaction } from '@/lib/db/transaction'
import { AppError, isAppError } from '@/lib/errors/app-error'
import { errorCodes } from '@/lib/errors/catalog'
import { log } from '@/lib/log'
import { takeLease } from './lease'
import { type AttemptRow, lockMigration } from './rows'
import { type Finding, settle } from './settle'

/** Waits between the tries to store an outcome, in milliseconds: six seconds of a database that is being restarted. */
const TRY_AGAIN_AFTER = [200, 400, 800, 1600, 3000]

/** What is kept outside the database: who it is about and what became of it. Nothing that Meta wrote, nothing typed. */
const Spilled = z.object({
  attemptId: z.string(),
  migrationId: z.string(),
  finding: z.discriminatedUnion('state', [
    z.object({
      state: z.literal('done'),
      outcome: z.enum(['done', 'already_verified', 'already_connected']),
      phoneNumberId: z.string().optional(),
    }),
    z.object({
      state: z.literal('refused'),
      error: z.enum(errorCodes),
      params: z.record(z.string(), z.union([z.string(), z.number()])),
      waitSeconds: z.number().nullable(),
      looked: z.boolean().default(false),
    }),
    z.object({ state: z.literal('not_sent') }),
    z.object({ state: z.literal('unknown'), reason: z.enum(errorCodes).nullable().default(null) }),
  ]),
})

/**
 * Stores what became of a call that was sent, whatever the database is doing: tries for some seconds, then writes it
 * beside the database and lets the next start bring it in (reliability ENG-13). False when somebody else has settled it. Throws
 * only when the person must be told that the answer is not known yet.
 */
export async function keepOutcome(
  ctx: Context,
  attempt: AttemptRow,
  fence: number,
  finding: Finding,
): Promise<boolean> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await settle(ctx, attempt, fence, finding)
    } catch (error) {
      // Our own refusal would be the same again.
      if (isAppError(error)) throw error
      log.warn('outcome_not_stored', { error, attemptId: attempt.id, tries })
      if (isFull(error)) await ctx.host.releaseReserve()
      const wait = TRY_AGAIN_AFTER[tries]
      if (wait === undefined) break
      await ctx.host.sleep(wait)
    }
  }
  const { id: attemptId, migrationId } = attempt
  await ctx.host.spill(JSON.stringify(Spilled.parse({ attemptId, migrationId, finding })))
  throw new AppError('step_unknown', { name: attempt.actorName })
}

/** 53100 disk_full. drizzle wraps what a query throws. */
function isFull(error: unknown): boolean {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
  return cause instanceof Error && Reflect.get(cause, 'code') === '53100'
}

/**
 * Brings in one kept line. An answer that comes late may still turn "unknown" into "done"; every other word about an
 * attempt that has been settled meanwhile comes too late (reliability U30).
 */
export async function importOutcome(outer: Context, line: string): Promise<void> {
  const read = Spilled.safeParse(parseJson(line))
  if (!read.success) {
    log.error('spilled_line_unreadable')
    return
  }
  const { attemptId, migrationId, finding } = read.data
  await withTransaction(outer, async (ctx) => {
    const [attempt] = await ctx.db.select().from(attempts).where(eq(attempts.id, attemptId))
    if (attempt === undefined) return
    const { fence } = await takeLease(ctx, await lockMigration(ctx, migrationId))
    await settle(ctx, attempt, fence, toFinding(finding))
  })
}

type Kept = z.infer<typeof Spilled>['finding']

function toFinding(kept: Kept): Finding {
  if (kept.state !== 'done') return { ...kept, failure: null }
  const { phoneNumberId, ...rest } = kept
  return phoneNumberId === undefined ? rest : { ...rest, phoneNumberId }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
