import 'server-only'
import { and, eq, exists, inArray, isNotNull, isNull, lte, or } from 'drizzle-orm'
import { putBackWhenDue } from '@/lib/callback/put-back'
import { graphFor } from '@/lib/connections/graph-for'
import type { Context } from '@/lib/context'
import { attempts, callbackOverrides, migrations } from '@/lib/db/schema'
import { withTransaction } from '@/lib/db/transaction'
import { log } from '@/lib/log'
import { wasHeard } from '@/lib/proof/rows'
import { EFFECT_RULES } from './effects'
import { finishMove } from './finish-move'
import { takeLease } from './lease'
import { isLive } from './machine'
import { isProvenNotDone, nextProbe, type Probe, provableIn } from './probe'
import { readAfterRestore } from './read-after-restore'
import { type AttemptRow, attemptsOf, lockMigration, type MigrationRow } from './rows'
import { settle } from './settle'
import { wake } from './wake'

/**
 * Looks at one migration and does what is due: closes what a dead process left open, reads what a lost answer
 * meant, confirms a move, puts a callback back. But for that, which a press has asked for, it only ever reads from Meta. Safe to call
 * at any time, from anywhere, twice.
 */
export async function reconcile(ctx: Context, migrationId: string): Promise<void> {
  const found = await takeUnknown(ctx, migrationId)
  if (found !== null) {
    await ctx.host.reached('probing', found.attempt.command)
    await readTruth(ctx, found.attempt, found.row)
  }
  const [row] = await ctx.db.select().from(migrations).where(eq(migrations.id, migrationId))
  if (row === undefined) return
  if (row.quarantinedAt !== null) await readAfterRestore(ctx, row)
  // Several jobs and the sweep may ask for the same look.
  const isDue = row.lookAgainAt === null || row.lookAgainAt <= ctx.now()
  if (row.status === 'registered' && isDue) await finishMove(ctx, migrationId)
  await putBackWhenDue(ctx, migrationId)
}

/** How many migrations are looked at side by side, so that a slow Meta does not keep the last of many waiting for long. */
const AT_ONCE = 4

async function each(ctx: Context, ids: readonly string[], work: (id: string) => Promise<unknown>): Promise<void> {
  const waiting = [...ids]
  const next = async () => {
    for (let id = waiting.shift(); id !== undefined && !ctx.host.isDraining(); id = waiting.shift()) {
      // What goes wrong with one must not keep the others waiting; the next sweep tries it again.
      await work(id).catch((error: unknown) => log.error('reconcile_failed', { error }))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, next))
}

/**
 * Says of every call that a dead process left open what is known without asking Meta, so that the first page people see
 * after a start tells the truth.
 */
export async function closeAbandoned(outer: Context): Promise<void> {
  const open = await outer.db
    .selectDistinct({ id: attempts.migrationId })
    .from(attempts)
    .where(inArray(attempts.state, ['intent', 'armed']))
  await each(
    outer,
    open.map(({ id }) => id),
    (id) =>
      withTransaction(outer, async (ctx) => {
        const row = await lockMigration(ctx, id)
        const live = (await attemptsOf(ctx, id)).find((candidate) => isLive(candidate.state))
        if (live !== undefined && live.state !== 'unknown') await classify(ctx, row, live)
      }),
  )
}

/** Looks at these, some side by side. */
export const reconcileAll = (ctx: Context, ids: Iterable<string>): Promise<void> =>
  each(ctx, [...ids], (id) => reconcile(ctx, id))

/** Everything that may need a look now: the net under the jobs. */
export async function reconcileDue(ctx: Context): Promise<number> {
  const now = ctx.now()
  const due = await ctx.db
    .selectDistinct({ id: migrations.id })
    .from(migrations)
    .leftJoin(
      attempts,
      and(eq(attempts.migrationId, migrations.id), inArray(attempts.state, ['intent', 'armed', 'unknown'])),
    )
    .where(
      or(
        inArray(attempts.state, ['intent', 'armed']),
        and(eq(attempts.state, 'unknown'), lte(attempts.nextProbeAt, now)),
        and(
          eq(migrations.status, 'registered'),
          isNull(attempts.id),
          or(isNull(migrations.lookAgainAt), lte(migrations.lookAgainAt, now)),
        ),
        isNotNull(migrations.quarantinedAt),
        exists(
          ctx.db
            .select({ id: callbackOverrides.id })
            .from(callbackOverrides)
            .where(and(eq(callbackOverrides.migrationId, migrations.id), lte(callbackOverrides.nextTryAt, now))),
        ),
      ),
    )
  await reconcileAll(
    ctx,
    due.map(({ id }) => id),
  )
  return due.length
}

/** The live attempt, if it is ours to settle now, with a fresh lease. */
async function takeUnknown(
  outer: Context,
  migrationId: string,
): Promise<{ attempt: AttemptRow; row: MigrationRow } | null> {
  return withTransaction(outer, async (ctx) => {
    const row = await lockMigration(ctx, migrationId)
    const attempt = (await attemptsOf(ctx, row.id)).find((candidate) => isLive(candidate.state))
    if (attempt === undefined) return null
    if (attempt.state !== 'unknown') return classify(ctx, row, attempt)
    if (attempt.nextProbeAt === null || attempt.nextProbeAt > ctx.now()) return null
    if (await isHeld(ctx, row)) return null
    return { attempt, row: await takeLease(ctx, row) }
  })
}

/** Nothing was sent before `armed`; anything may have been after it. */
async function classify(ctx: Context, row: MigrationRow, attempt: AttemptRow) {
  if (await isHeld(ctx, row)) return null
  const leased = await takeLease(ctx, row)
  await settle(ctx, attempt, leased.fence, {
    state: attempt.state === 'intent' ? 'not_sent' : 'unknown',
    failure: null,
    reason: null,
  })
  return null
}

async function isHeld(ctx: Context, row: MigrationRow): Promise<boolean> {
  if (row.leaseUntil === null || row.leaseUntil <= ctx.now()) return false
  return ctx.host.isAlive(ctx, row.leaseOwner)
}

async function readTruth(ctx: Context, attempt: AttemptRow, row: MigrationRow): Promise<void> {
  const probe = await read(ctx, attempt, row)
  if (probe.found === 'done') {
    const { found: _, ...finding } = probe
    await settle(ctx, attempt, row.fence, { state: 'confirmed_done', ...finding })
    return
  }
  const negative = probe.found === 'not_done' ? countNegative(ctx, attempt) : null
  if (negative?.proven) {
    await settle(ctx, attempt, row.fence, { state: 'confirmed_not_done' })
    return
  }
  await scheduleNext(ctx, attempt, row, negative)
}

async function read(ctx: Context, attempt: AttemptRow, row: MigrationRow): Promise<Probe> {
  // Its webhooks may have come before its answer was known to be lost.
  if (await wasHeard(ctx, attempt)) return { found: 'done', outcome: 'done' }
  try {
    const { client, connection } = await graphFor(ctx, row.connectionId)
    const { appId } = connection
    return await EFFECT_RULES[attempt.command].probe(client, row, { appId, subject: attempt.subject })
  } catch {
    // A removed or unreadable token tells nothing about the number.
    return { found: 'cannot_tell' }
  }
}

type Negative = Pick<AttemptRow, 'negativeReads' | 'negativeSince'> & { proven: boolean; provableIn: number | null }

/**
 * Do enough reads, far enough apart, agree that the call did nothing? Only this process's own reads say how far: of the clock
 * that another one had, nobody knows whether it was right.
 */
function countNegative({ host }: Context, { command, ...attempt }: AttemptRow): Negative {
  const negativeReads = attempt.negativeReads + 1
  const since = attempt.negativeSince[host.instanceId] ?? host.ranFor()
  const agreedFor = host.ranFor() - since
  return {
    negativeReads,
    negativeSince: { ...attempt.negativeSince, [host.instanceId]: since },
    proven: isProvenNotDone(command, negativeReads, agreedFor),
    provableIn: provableIn(command, agreedFor),
  }
}

async function scheduleNext(
  outer: Context,
  attempt: AttemptRow,
  row: MigrationRow,
  negative: Negative | null,
): Promise<void> {
  await withTransaction(outer, async (ctx) => {
    const provable = negative?.provableIn ? new Date(ctx.now().getTime() + negative.provableIn) : null
    const probeCount = attempt.probeCount + 1
    const since = attempt.endedAt ?? attempt.intentAt
    const scheduled = nextProbe(probeCount, since)
    const sooner = provable !== null && scheduled !== null && provable < scheduled
    const planned = sooner ? provable : scheduled
    // After a long stop several probes are overdue at once: one read stands for all of them.
    const nextProbeAt = planned === null ? null : new Date(Math.max(planned.getTime(), ctx.now().getTime() + 2000))
    await ctx.db
      .update(attempts)
      .set({
        probeCount,
        nextProbeAt,
        ...(negative === null ? {} : { negativeReads: negative.negativeReads, negativeSince: negative.negativeSince }),
      })
      .where(and(eq(attempts.id, attempt.id), eq(attempts.state, 'unknown')))
    await ctx.db
      .update(migrations)
      .set({ leaseOwner: null, leaseUntil: null })
      .where(and(eq(migrations.id, row.id), eq(migrations.fence, row.fence)))
    if (nextProbeAt !== null) await wake(ctx, row.id, nextProbeAt)
  })
}
