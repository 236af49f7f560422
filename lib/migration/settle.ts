import 'server-only'
import { and, eq, inArray } from 'drizzle-orm'
import { followCallback } from '@/lib/callback/follow'
import type { Context } from '@/lib/context'
import { attempts, connections } from '@/lib/db/schema'
import { withTransaction } from '@/lib/db/transaction'
import type { ErrorParams } from '@/lib/errors/app-error'
import type { ErrorCode } from '@/lib/errors/catalog'
import { appendEvent } from '@/lib/events/append'
import type { ApiFailure, GraphFailure } from '@/lib/graph/failure'
import { releaseLease } from './lease'
import { closeGate, refund } from './limits'
import { type AttemptState, type Effect, next, type Outcome } from './machine'
import { nextProbe } from './probe'
import { type AttemptRow, lockMigration, type MigrationRow } from './rows'
import type { Result } from './subject'
import { transition } from './transition'
import { wake } from './wake'

/** What the engine learned about an attempt, by answer or by reading. */
export type Finding =
  | { state: 'done' | 'confirmed_done' | 'human_done'; outcome: Outcome; phoneNumberId?: string; result?: Result }
  | {
      state: 'refused'
      error: ErrorCode
      params: ErrorParams
      waitSeconds: number | null
      /** Meta was read afterwards and shows that nothing happened. */
      looked: boolean
      failure: GraphFailure | null
    }
  | { state: 'not_sent'; failure: GraphFailure | null }
  /** `reason`: why Meta did not do it, if it turns out that it did not. */
  | { state: 'unknown'; failure: GraphFailure | null; reason: ErrorCode | null }
  | { state: 'confirmed_not_done' | 'human_not_done' }

const TOKEN_PROBLEMS: readonly ErrorCode[] = [
  'token_stopped',
  'token_revoked',
  'token_account_checkpoint',
  'token_role_lost',
  'app_secret_needed',
]

/** Meta says that an earlier step must be done again. */
const FALLS_BACK: Partial<Record<ErrorCode, Outcome>> = {
  verify_again: 'verification_lapsed',
  ownership_unproven: 'verification_lapsed',
  not_being_moved: 'number_gone',
  number_deleted: 'number_gone',
}

/**
 * Writes an outcome, in one transaction with everything that follows from it. Nothing is written by a worker
 * whose lease is gone (fencing), nor over an outcome that is already final.
 */
export async function settle(outer: Context, attempt: AttemptRow, fence: number, finding: Finding): Promise<boolean> {
  return withTransaction(outer, async (ctx) => {
    const row = await lockMigration(ctx, attempt.migrationId)
    if (row.fence !== fence) return false
    const settled = await writeAttempt(ctx, row, attempt, finding)
    if (!settled) return false
    await writeConsequences(ctx, row, attempt, finding)
    if (finding.state !== 'unknown') await followCallback(ctx, attempt, IS_SO.includes(finding.state) ? 'so' : 'not')
    await releaseLease(ctx, row)
    return true
  })
}

const IS_SO: readonly Finding['state'][] = ['done', 'confirmed_done', 'human_done']

async function writeAttempt(ctx: Context, row: MigrationRow, attempt: AttemptRow, finding: Finding): Promise<boolean> {
  const now = ctx.now()
  const failure = 'failure' in finding ? finding.failure : null
  const refusal =
    finding.state === 'refused'
      ? {
          errorCode: finding.error,
          errorParams: await refusalParams(ctx, row, attempt, finding),
          negativeReads: finding.looked ? 1 : 0,
        }
      : { errorCode: wordFor(attempt, finding) }
  const [changed] = await ctx.db
    .update(attempts)
    .set({
      state: finding.state,
      endedAt: now,
      nextProbeAt: finding.state === 'unknown' ? nextProbe(0, now) : null,
      ...('result' in finding ? { result: finding.result } : {}),
      ...refusal,
      ...(failure === null ? {} : describe(failure)),
    })
    .where(and(eq(attempts.id, attempt.id), inArray(attempts.state, OPEN[finding.state])))
    .returning({ id: attempts.id })
  return changed !== undefined
}

/** From which states each outcome may be reached. `unknown` is left by a read or by a person, never by an answer of ours. */
const OPEN: Readonly<Record<Finding['state'], AttemptState[]>> = {
  done: ['armed', 'unknown'],
  refused: ['armed'],
  not_sent: ['intent', 'armed'],
  unknown: ['armed'],
  confirmed_done: ['unknown'],
  confirmed_not_done: ['unknown'],
  human_done: ['unknown'],
  human_not_done: ['unknown'],
}

function wordFor(attempt: AttemptRow, finding: Exclude<Finding, { state: 'refused' }>): string | null {
  switch (finding.state) {
    case 'unknown':
      return finding.reason
    case 'not_sent':
      return 'not_sent'
    case 'confirmed_not_done':
    case 'human_not_done':
      return attempt.errorCode ?? notDone(attempt.command)
    default:
      return null
  }
}

const NOT_DONE: Partial<Record<Effect, ErrorCode>> = {
  verify_code: 'not_done_type_code',
  register: 'not_done_type_pin',
  // Some of them may have arrived.
  copy_templates: 'not_done_copy_again',
}

const notDone = (effect: Effect): ErrorCode => NOT_DONE[effect] ?? 'not_done_press_again'

async function refusalParams(
  ctx: Context,
  row: MigrationRow,
  attempt: AttemptRow,
  finding: Extract<Finding, { state: 'refused' }>,
): Promise<ErrorParams> {
  if (finding.waitSeconds === null) return finding.params
  const until = await closeGate(ctx, row, attempt.command, {
    errorCode: finding.error,
    seconds: finding.waitSeconds,
  })
  return { ...finding.params, until: until.toISOString() }
}

const describe = (failure: GraphFailure) =>
  failure.kind === 'api'
    ? {
        graphCode: failure.code,
        graphSubcode: failure.subcode,
        graphUserText: userText(failure),
        traceId: failure.traceId,
        httpStatus: failure.status,
      }
    : { httpStatus: 'status' in failure ? failure.status : null }

/** Meta's words for people, as it sent them: a title and a message, often the same. */
function userText({ title, userMessage }: ApiFailure): string | null {
  const parts = [...new Set([title, userMessage].filter((part) => part !== null && part !== ''))]
  return parts.length === 0 ? null : parts.join(' – ').slice(0, 300)
}

async function writeConsequences(ctx: Context, row: MigrationRow, attempt: AttemptRow, finding: Finding) {
  const record = (kind: Parameters<typeof appendEvent>[1]['kind'], data: Record<string, string | null> = {}) =>
    appendEvent(ctx, {
      customerId: row.customerId,
      migrationId: row.id,
      kind,
      data: { command: attempt.command, ...data },
    })

  switch (finding.state) {
    case 'done':
    case 'confirmed_done':
    case 'human_done': {
      await record(finding.state === 'done' ? 'command_done' : 'command_settled', { outcome: finding.outcome })
      const id = finding.phoneNumberId
      const patch = id === undefined ? {} : { phoneNumberId: id }
      const changed = await transition(ctx, row, attempt.command, finding.outcome, patch)
      if (changed.status === 'registered') await wake(ctx, row.id, ctx.now())
      return
    }
    case 'refused': {
      await record('command_refused', { code: finding.error })
      if (TOKEN_PROBLEMS.includes(finding.error)) {
        await ctx.db.update(connections).set({ problem: finding.error }).where(eq(connections.id, row.connectionId))
      }
      const fallsBack = FALLS_BACK[finding.error]
      // The table has no way back from every call that Meta may answer so.
      const known = fallsBack !== undefined && next(row.status, attempt.command, fallsBack) !== undefined
      if (known) await transition(ctx, row, attempt.command, fallsBack)
      return
    }
    case 'not_sent':
      await refund(ctx, attempt.id)
      return record('command_not_sent')
    case 'unknown': {
      await record('command_unknown')
      const at = nextProbe(0, ctx.now())
      if (at !== null) await wake(ctx, row.id, at)
      return
    }
    case 'confirmed_not_done':
    case 'human_not_done':
      return record('command_settled', { outcome: 'not_done' })
  }
}
