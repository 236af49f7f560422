import 'server-only'
import { and, eq, notInArray } from 'drizzle-orm'
import { requireRight } from '@/lib/auth/rights'
import { type CheckResult, evaluateChecks } from '@/lib/checks/evaluate'
import type { CheckKind } from '@/lib/checks/kinds'
import { isWaitedFor } from '@/lib/checks/waited-for'
import { graphFor } from '@/lib/connections/graph-for'
import type { Context } from '@/lib/context'
import { checks, migrations } from '@/lib/db/schema'
import { withTransaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors/app-error'
import { appendEvent } from '@/lib/events/append'
import type { GraphFailure, Preflight } from '@/lib/graph/client'
import { saysNothing } from '@/lib/graph/retry'
import { addNotice } from '@/lib/notices/add'
import { finishMove } from './finish-move'
import { getMigration } from './get'
import { isBeforeMove, isLive, next } from './machine'
import { observed } from './observed'
import { snapshotOfSource } from './read-snapshot'
import { attemptsOf, type MigrationRow, ownMigration, requireVersion } from './rows'
import type { ReadChecksInput } from './schemas'
import { keepSnapshot, transition } from './transition'
import type { MigrationView } from './view'
import { nextLook } from './watch-gaps'

/**
 * Reads every prerequisite from Meta in one go and says what stands in the way. The status follows what was read:
 * `draft` and `ready` from the checks, later ones when Meta shows that something has happened meanwhile.
 */
export async function runChecks(ctx: Context, id: string, input: Partial<ReadChecksInput>): Promise<MigrationView> {
  requireRight(ctx, 'migrations.move')
  const row = await ownMigration(ctx, id)
  await requireVersion(ctx, row, input.version)
  if (!isBeforeMove(row.status)) throw new AppError('step_already_done')
  if (input.unlessYoungerThan !== undefined) {
    const known = await getMigration(ctx, id)
    const readAt = known.checksAt === null ? 0 : Date.parse(known.checksAt)
    if (ctx.now().getTime() - readAt < input.unlessYoungerThan * 1000) return known
  }
  await readChecks(ctx, row)
  return getMigration(ctx, id)
}

/**
 * The read itself, and what follows from it. In the background an answer with a hole is no news and changes nothing: what it was that
 * could not be read is returned.
 */
export async function readChecks(ctx: Context, row: MigrationRow): Promise<GraphFailure | null> {
  if (row.destinationWabaId === null) throw new AppError('destination_empty')
  const { client, connection } = await graphFor(ctx, row.connectionId)
  const about = { appId: connection.appId, digits: row.phoneDigits, lineType: row.lineType, now: ctx.now() }
  const inBackground = ctx.actor.kind === 'system'
  const first = new Set<CheckKind>()
  let shown: Promise<void> = Promise.resolve()
  const preflight = await client.preflight({
    sourceWabaId: row.sourceWabaId,
    destinationWabaId: row.destinationWabaId,
    sourcePhoneNumberId: row.sourcePhoneNumberId,
    onParts: (known) => {
      if (inBackground) return
      const results = evaluateChecks({ ...about, preflight: known })
      shown = shown.then(() => storeFirst(ctx, row, results, first)).catch(() => undefined)
    },
  })
  await shown
  const hole = inBackground ? holeIn(preflight) : null
  if (hole !== null) return hole
  await store(ctx, row, evaluateChecks({ ...about, preflight }), preflight, first)
  await finishMove(ctx, row.id)
  return null
}

function holeIn(preflight: Preflight): GraphFailure | null {
  for (const part of Object.values(preflight)) {
    if (part !== null && !part.ok && saysNothing(part.failure)) return part.failure
  }
  return null
}

/** Rows that were never read are filled as their answers arrive. What this cannot keep, `store` does in the end. */
async function storeFirst(
  outer: Context,
  read: MigrationRow,
  results: CheckResult[],
  first: Set<CheckKind>,
): Promise<void> {
  if (results.length === 0) return
  await withTransaction(outer, async (ctx) => {
    if (!isSameQuestion(await ownMigration(ctx, read.id, 'lock'), read)) return
    const rows = results.map((result) => ({ migrationId: read.id, ...result, readAt: ctx.now() }))
    const inserted = await ctx.db.insert(checks).values(rows).onConflictDoNothing().returning({ kind: checks.kind })
    for (const { kind } of inserted) first.add(kind)
  })
}

/** Somebody may have chosen another number or account while this one was read: then it says nothing about theirs. */
const isSameQuestion = (now: MigrationRow, read: MigrationRow): boolean =>
  now.sourceWabaId === read.sourceWabaId &&
  now.destinationWabaId === read.destinationWabaId &&
  now.phoneDigits === read.phoneDigits

async function store(
  outer: Context,
  read: MigrationRow,
  results: CheckResult[],
  preflight: Preflight,
  first: ReadonlySet<CheckKind>,
): Promise<void> {
  await withTransaction(outer, async (ctx) => {
    const row = await ownMigration(ctx, read.id, 'lock')
    if (!isSameQuestion(row, read)) return
    const before = await ctx.db.select().from(checks).where(eq(checks.migrationId, row.id))
    const changed = (await storeResults(ctx, row, results, before)).concat(...first)
    if (changed.length > 0) {
      await appendEvent(ctx, {
        customerId: row.customerId,
        migrationId: row.id,
        kind: 'checks_read',
        data: { changed: changed.join(', ') },
      })
    }
    await follow(ctx, row, results, preflight)
    await planNextLook(ctx, row)
    if (isLastRedGone(before, results)) await addNotice(ctx, row, row.phoneE164 === null ? 'accounts_ready' : 'ready')
  })
}

type CheckRow = typeof checks.$inferSelect

/** The kinds whose outcome is not what it was. A person's confirmation stands while the answer is the same. */
async function storeResults(
  ctx: Context,
  row: MigrationRow,
  results: CheckResult[],
  known: readonly CheckRow[],
): Promise<CheckKind[]> {
  const kinds = results.map((result) => result.kind)
  await ctx.db.delete(checks).where(and(eq(checks.migrationId, row.id), notInArray(checks.kind, kinds)))
  const before = new Map(known.map((check) => [check.kind, check]))
  for (const result of results) {
    const same = before.get(result.kind)?.outcome === result.outcome
    const values = { outcome: result.outcome, fact: result.fact, readAt: ctx.now() }
    await ctx.db
      .insert(checks)
      .values({ migrationId: row.id, kind: result.kind, ...values })
      .onConflictDoUpdate({
        target: [checks.migrationId, checks.kind],
        set: same ? values : { ...values, confirmedAt: null, confirmedBy: null },
      })
  }
  return results.filter((result) => before.get(result.kind)?.outcome !== result.outcome).map((result) => result.kind)
}

async function follow(ctx: Context, row: MigrationRow, results: CheckResult[], preflight: Preflight): Promise<void> {
  if (!isBeforeMove(row.status)) return
  if ((await attemptsOf(ctx, row.id)).some((attempt) => isLive(attempt.state))) return
  const before = row.phoneDigits === null ? null : snapshotOfSource(preflight, row.phoneDigits, ctx.now())
  if (before !== null) await keepSnapshot(ctx, row, before)
  const seen = observed(row, preflight.destinationNumbers, ctx.now())
  const patch = seen.phoneNumberId === null ? {} : { phoneNumberId: seen.phoneNumberId }
  const outcome = seen.outcome ?? (row.phoneDigits !== null && !results.some(isFail) ? 'done' : 'failing')
  const following = next(row.status, 'check', outcome)
  if (following !== undefined && following !== row.status) await transition(ctx, row, 'check', outcome, patch)
}

/** A person who reads gives a reason to go on looking; a background look has planned the next one when it began. */
async function planNextLook(ctx: Context, row: MigrationRow): Promise<void> {
  const rows = await ctx.db.select().from(checks).where(eq(checks.migrationId, row.id))
  const seen = rows.map(({ kind, outcome, confirmedAt }) => ({ kind, outcome, confirmed: confirmedAt !== null }))
  const wanted = isWaitedFor(seen, row.sourceWabaId !== null)
  if (wanted && ctx.actor.kind === 'system') return
  const now = ctx.now()
  const plan = wanted
    ? { watchAt: nextLook(0, now, now), watchCount: 0, watchSince: now }
    : { watchAt: null, watchCount: 0 }
  await ctx.db.update(migrations).set(plan).where(eq(migrations.id, row.id))
}

/** What stood in the way no longer does. That it can no longer be read is another thing. */
function isLastRedGone(before: readonly CheckRow[], results: readonly CheckResult[]): boolean {
  const red = before.filter(isFail).map(({ kind }) => kind)
  if (red.length === 0 || results.some(isFail)) return false
  return results.every(({ kind, outcome }) => !(red.includes(kind) && outcome === 'cannot_tell'))
}

const isFail = (result: { outcome: CheckResult['outcome'] }): boolean => result.outcome === 'fail'
