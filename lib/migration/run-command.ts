import 'server-only'
import { and, eq } from 'drizzle-orm'
import { graphFor } from '@/lib/connections/graph-for'
import type { Context } from '@/lib/context'
import { newId } from '@/lib/db/ids'
import { attempts, migrations, users } from '@/lib/db/schema'
import { withTransaction } from '@/lib/db/transaction'
import { AppError, type ErrorParams } from '@/lib/errors/app-error'
import { type ErrorCode, isMetaCode } from '@/lib/errors/catalog'
import { type Translated, translate } from '@/lib/errors/from-graph'
import { appendEvent } from '@/lib/events/append'
import type { GraphClient, Write } from '@/lib/graph/client'
import { EFFECT_RULES, needsRecheck } from './effects'
import { keepOutcome } from './keep-outcome'
import { leaseOf, takeLease } from './lease'
import { requireRoom, spend, toErrorCode } from './limits'
import { allows, BESIDE, type Effect, type Outcome } from './machine'
import {
  type AttemptRow,
  attemptsOf,
  type MigrationRow,
  ownMigration,
  requireFresh,
  requireNothingLive,
  requireVersion,
} from './rows'
import { sendOnce } from './send-once'
import { type Finding, settle } from './settle'
import type { Result, Subject } from './subject'
import { amend } from './transition'
import { wake } from './wake'

export type CommandRun<Value> = {
  command: Effect
  migrationId: string
  /** The version the person saw; left out only for the second half of one press. */
  version?: number
  /** One key per press: the same press, however often it arrives, is one attempt. */
  key: string
  /** Rules beyond the table, judged under the row's lock with the attempts so far (newest first). */
  guard?: (ctx: Context, row: MigrationRow, history: readonly AttemptRow[]) => Promise<void> | void
  /** Facts stored with the intent, such as the chosen method. Never a code or a PIN. */
  facts?: Partial<MigrationRow>
  /** What exactly is asked for, where the command alone does not say it. */
  subject?: Subject
  /** What the person stated with the press, for the journal. */
  stated?: Record<string, boolean>
  send: (client: GraphClient, row: MigrationRow) => Promise<Write<Value>>
  /** What Meta's yes means. */
  done: (value: Value) => { outcome: Outcome; phoneNumberId?: string; result?: Result }
  /** Chooses better words for a refusal from what happened before. */
  reword?: (
    code: ErrorCode,
    params: ErrorParams,
    row: MigrationRow,
    history: readonly AttemptRow[],
    now: Date,
  ) => { code: ErrorCode; params: ErrorParams }
}

/**
 * The engine: intent (committed) → armed (committed just before the first byte) → Graph → outcome. At most once:
 * a call whose answer is lost stays `unknown` and is settled by reading. No transaction is open during a call, and
 * nothing here depends on the browser staying. Returns when the attempt is final or unknown; throws when refused.
 */
export async function runCommand<Value>(ctx: Context, run: CommandRun<Value>): Promise<void> {
  const since = ctx.host.ranFor()
  const intent = await writeIntent(ctx, run)
  if (intent.repeated) return replay(intent.attempt)
  const { attempt, row, history } = intent
  await ctx.host.reached('intent', run.command)
  const { client, connection } = await graphFor(ctx, row.connectionId).catch(async (error: unknown) => {
    await settle(ctx, attempt, row.fence, { state: 'not_sent', failure: null })
    throw error
  })
  await arm(ctx, attempt, row)
  await ctx.host.reached('armed', run.command)
  const written = await sendOnce(ctx, row, since, run.command, () => run.send(client, row))
  const finding = await judge(ctx, run, written, {
    row,
    history,
    client,
    asked: { appId: connection.appId, subject: attempt.subject },
  })
  await ctx.host.reached('answered', run.command)
  const isOurs = await keepOutcome(ctx, attempt, row.fence, finding)
  await ctx.host.reached('settled', run.command)
  // Somebody else took it over meanwhile: what this press was to do next is not its to do.
  if (!isOurs) throw new AppError(finding.state === 'not_sent' ? 'migration_changed' : 'step_unknown')
  if (finding.state === 'refused' || finding.state === 'not_sent') {
    const [last] = await ctx.db.select().from(attempts).where(eq(attempts.id, attempt.id))
    if (last !== undefined) return replay(last)
  }
}

type Intent =
  | { repeated: true; attempt: AttemptRow }
  | { repeated: false; attempt: AttemptRow; row: MigrationRow; history: AttemptRow[] }

async function writeIntent<Value>(outer: Context, run: CommandRun<Value>): Promise<Intent> {
  // A process that is about to end begins nothing; what it has begun may finish.
  if (outer.host.isDraining()) throw new AppError('not_saved')
  if (!(await outer.host.hasRoom())) throw new AppError('disk_full')
  return withTransaction(outer, async (ctx) => {
    const row = await ownMigration(ctx, run.migrationId, 'lock')
    const history = await attemptsOf(ctx, row.id)
    const earlier = history.find(
      (attempt) =>
        attempt.idempotencyKey === run.key && attempt.command === run.command && attempt.actorId === actorId(ctx),
    )
    if (earlier !== undefined) return { repeated: true, attempt: earlier }
    await requireVersion(ctx, row, run.version)
    requireFresh(row)
    requireNothingLive(history)
    if (!allows(row.status, run.command)) throw new AppError(refusalFor(row, run.command))
    if (EFFECT_RULES[run.command].needsId && row.phoneNumberId === null) throw new AppError('step_not_reached')
    await run.guard?.(ctx, row, history)
    await requireRoom(ctx, row, run.command)
    const leased = await takeLease(ctx, await amend(ctx, row, run.facts ?? {}), leaseOf(run.command))
    const attempt = await insertAttempt(ctx, run, leased)
    await spend(ctx, leased, run.command, attempt.id)
    await appendEvent(ctx, {
      customerId: row.customerId,
      migrationId: row.id,
      kind: 'command_started',
      data: { command: run.command, ...run.stated },
    })
    // Should this process die, somebody looks again when the lease is over.
    if (leased.leaseUntil !== null) await wake(ctx, row.id, leased.leaseUntil)
    return { repeated: false, attempt, row: leased, history }
  })
}

const actorId = (ctx: Context): string => (ctx.actor.kind === 'user' ? ctx.actor.userId : 'system')

async function insertAttempt<Value>(ctx: Context, run: CommandRun<Value>, row: MigrationRow): Promise<AttemptRow> {
  const [attempt] = await ctx.db
    .insert(attempts)
    .values({
      id: newId(),
      migrationId: row.id,
      command: run.command,
      state: 'intent',
      actorId: actorId(ctx),
      actorName: ctx.actor.name,
      idempotencyKey: run.key,
      subject: run.subject ?? null,
      fence: row.fence,
      intentAt: ctx.now(),
    })
    .returning()
  if (attempt === undefined) throw new AppError('not_saved')
  return attempt
}

/** A command the table does not allow is either done already or not yet due. */
function refusalFor(row: MigrationRow, command: Effect): ErrorCode {
  if (row.status !== 'cancelled' && BESIDE.includes(command)) return 'step_not_reached'
  if (row.status === 'registered' || row.status === 'confirmed') return 'step_already_done'
  if (command === 'add_number' && row.phoneNumberId !== null) return 'step_already_done'
  if (command === 'verify_code' && row.status === 'verified') return 'step_already_done'
  return 'step_not_reached'
}

/** The last commit before the first byte. Refused when another instance took the migration over, or the actor was shut out. */
async function arm(outer: Context, attempt: AttemptRow, row: MigrationRow): Promise<void> {
  const armed = await withTransaction(outer, async (ctx) => {
    const [held] = await ctx.db
      .select({ fence: migrations.fence })
      .from(migrations)
      .where(eq(migrations.id, row.id))
      .for('update')
    if (held?.fence !== row.fence) throw new AppError('migration_changed')
    if (!(await mayStillAct(ctx))) return false
    const [changed] = await ctx.db
      .update(attempts)
      .set({ state: 'armed', armedAt: ctx.now() })
      .where(and(eq(attempts.id, attempt.id), eq(attempts.state, 'intent')))
      .returning({ id: attempts.id })
    if (changed === undefined) throw new AppError('migration_changed')
    return true
  })
  if (armed) return
  await settle(outer, attempt, row.fence, { state: 'not_sent', failure: null })
  throw new AppError('forbidden')
}

/** Somebody may have been disabled, or given another role, since the press was let in. */
async function mayStillAct(ctx: Context): Promise<boolean> {
  if (ctx.actor.kind !== 'user') return true
  const [user] = await ctx.db
    .select({ role: users.role, disabledAt: users.disabledAt })
    .from(users)
    .where(eq(users.id, ctx.actor.userId))
  return user !== undefined && user.disabledAt === null && user.role === ctx.actor.role
}

type Scene = {
  row: MigrationRow
  history: readonly AttemptRow[]
  client: GraphClient
  asked: { appId: string | null; subject: AttemptRow['subject'] }
}

async function judge<Value>(
  ctx: Context,
  run: CommandRun<Value>,
  written: Write<Value>,
  scene: Scene,
): Promise<Finding> {
  if (written.kind === 'done') return readBack(ctx, run, run.done(written.value), scene)
  const translated = translate(written.failure, run.command)
  if (written.kind === 'not_sent') return { state: 'not_sent', failure: written.failure }
  if (written.kind === 'unknown') return { state: 'unknown', failure: written.failure, reason: reasonOf(translated) }
  let looked = false
  if (needsRecheck(run.command, translated.code)) {
    const probe = await EFFECT_RULES[run.command].probe(scene.client, scene.row, scene.asked)
    if (probe.found === 'done') {
      const { found: _, ...rest } = probe
      return { state: 'done', ...rest }
    }
    if (EFFECT_RULES[run.command].alreadySo.includes(translated.code)) {
      return { state: 'unknown', failure: written.failure, reason: translated.code }
    }
    looked = probe.found === 'not_done'
  }
  const { code, params } = run.reword?.(translated.code, translated.params, scene.row, scene.history, ctx.now()) ?? {
    code: translated.code,
    params: translated.params,
  }
  const { waitSeconds } = translated
  return { state: 'refused', error: code, params, waitSeconds, looked, failure: written.failure }
}

/** What Meta gave as its reason, should a read show that nothing happened. That it was away is none. */
const reasonOf = ({ code }: Translated): ErrorCode | null =>
  isMetaCode(code) && !['meta_down', 'meta_busy', 'meta_unreadable'].includes(code) ? code : null

/** Meta's list follows its own answers late: waits between the looks at it, in milliseconds. */
const LOOK_AGAIN_AFTER = [1_000, 3_000, 6_000, 6_000]

/**
 * An id that Meta gave is used only once Meta's own list shows our number under it (reliability U27), and so with whatever else a
 * later step builds on. A read that does not show it in the end is made again later, like that of a lost answer.
 */
async function readBack<Value>(
  ctx: Context,
  run: CommandRun<Value>,
  done: { outcome: Outcome; phoneNumberId?: string; result?: Result },
  scene: Scene,
): Promise<Finding> {
  if (!EFFECT_RULES[run.command].readsBack) return { state: 'done', ...done }
  for (let looks = 0; ; looks += 1) {
    const probe = await EFFECT_RULES[run.command].probe(scene.client, scene.row, scene.asked)
    if (probe.found === 'done') {
      const { found: _, ...seen } = probe
      return { state: 'done', ...seen }
    }
    const wait = LOOK_AGAIN_AFTER[looks]
    if (wait === undefined || probe.found === 'cannot_tell' || ctx.host.isDraining()) {
      return { state: 'unknown', failure: null, reason: null }
    }
    await ctx.host.sleep(wait)
  }
}

/** The same press again gets the same answer. */
function replay(attempt: AttemptRow): void {
  if (attempt.state === 'refused' || attempt.state === 'not_sent') {
    throw new AppError(toErrorCode(attempt.errorCode), attempt.errorParams ?? {})
  }
}
