import 'server-only'
import { desc, eq } from 'drizzle-orm'
import { checkViews } from '@/lib/checks/views'
import type { Context } from '@/lib/context'
import { checks, connections, customers, events } from '@/lib/db/schema'
import { withSnapshot } from '@/lib/db/transaction'
import { getGuard } from '@/lib/guard/get'
import { displayNumber } from '@/lib/phone/read-number'
import { proofView } from '@/lib/proof/proof-view'
import { meter, nextAllowed } from './budgets'
import { currentStep, type Position } from './journey'
import { openGates, spentOnAll } from './limits'
import { EFFECTS, isBeforeMove, isLive } from './machine'
import { type AttemptRow, attemptsOf, type MigrationRow, ownMigration } from './rows'
import type { AttemptView, Meter, MigrationView, PlateState } from './view'
import { waitsFor } from './waits-for'
import { wrongTries } from './wrong-tries'

/** VERIFIED lasts 14 days; after that the code must be entered again (contract 3.7). */
const VERIFIED_FOR = 14 * 24 * 60 * 60 * 1000

export const getMigration = (ctx: Context, id: string): Promise<MigrationView> =>
  withSnapshot(ctx, (snapshot) => read(snapshot, id))

async function read(ctx: Context, id: string): Promise<MigrationView> {
  const row = await ownMigration(ctx, id)
  const history = await attemptsOf(ctx, id)
  const checkRows = await ctx.db.select().from(checks).where(eq(checks.migrationId, id))
  const [around] = await ctx.db
    .select({
      customer: customers.name,
      label: connections.label,
      story: connections.story,
      problem: connections.problem,
      removedAt: connections.removedAt,
    })
    .from(connections)
    .innerJoin(customers, eq(customers.id, connections.customerId))
    .where(eq(connections.id, row.connectionId))
  const waits = await openGates(ctx, row)
  const [lastEvent] = await ctx.db
    .select({ by: events.actorName })
    .from(events)
    .where(eq(events.migrationId, id))
    .orderBy(desc(events.seq))
    .limit(1)
  const live = history.find((attempt) => isLive(attempt.state)) ?? null
  const views = checkViews(checkRows)
  const blockers = views.filter((check) => check.blocking).length
  return {
    id: row.id,
    reference: row.reference,
    version: row.version,
    status: row.status,
    step: currentStep(toPosition(row, live)),
    plate: plateOf(row, live),
    practice: row.realm !== 'live',
    story: around?.story ?? null,
    connection: {
      id: row.connectionId,
      label: around?.label ?? '',
      // Whoever removed the token said so where they did it; here it is missing.
      problem: around?.removedAt ? 'token_stopped' : (around?.problem ?? null),
    },
    customer: { id: row.customerId, name: around?.customer ?? '' },
    source:
      row.sourceWabaId === null && !row.sourceUnlisted
        ? null
        : { wabaId: row.sourceWabaId, name: row.sourceWabaName, unlisted: row.sourceUnlisted },
    destination:
      row.destinationWabaId === null ? null : { wabaId: row.destinationWabaId, name: row.destinationWabaName },
    provider: row.provider,
    number: toNumber(row),
    checks: views,
    checksAt: oldest(checkRows.map((check) => check.readAt)),
    blockers,
    code: {
      method: row.codeMethod,
      language: row.codeLanguage,
      requestedAt: iso(row.codeRequestedAt),
      wrongTries: wrongTries(history),
    },
    verifiedUntil:
      row.status === 'verified' && row.verifiedAt !== null
        ? new Date(row.verifiedAt.getTime() + VERIFIED_FOR).toISOString()
        : null,
    live: live === null ? null : toAttempt(row, live),
    refusal: refusalOf(row, history),
    meters: row.phoneE164 === null ? [] : await meters(ctx, row),
    waits: waits.map((wait) => ({ ...wait, until: wait.until.toISOString() })),
    before: row.snapshotBefore,
    after: row.snapshotAfter,
    guard: await getGuard(ctx, row),
    closing: row.closing,
    proof: await proofView(ctx, row, history),
    quarantined: row.quarantinedAt !== null,
    waitsFor: waitsFor(row.status, live, views, ctx.now()),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    updatedBy: lastEvent?.by ?? '',
    registeredAt: iso(row.registeredAt),
    confirmedAt: iso(row.confirmedAt),
    cancelledAt: iso(row.cancelledAt),
  }
}

const iso = (date: Date | null): string | null => date?.toISOString() ?? null

/** One check may be younger than the rest; all of them together are as old as the oldest. */
const oldest = (dates: readonly Date[]): string | null =>
  iso(dates.length === 0 ? null : new Date(Math.min(...dates.map((date) => date.getTime()))))

type Located = Pick<MigrationRow, 'status' | 'sourceWabaId' | 'sourceUnlisted' | 'destinationWabaId' | 'phoneE164'>

export const toPosition = (row: Located, live: Pick<AttemptRow, 'command'> | null): Position => ({
  status: row.status,
  accountsChosen: row.destinationWabaId !== null && (row.sourceWabaId !== null || row.sourceUnlisted),
  numberChosen: row.phoneE164 !== null,
  liveCommand: live?.command ?? null,
})

function plateOf(row: MigrationRow, live: AttemptRow | null): PlateState {
  if (row.status === 'confirmed') return 'after'
  if (row.status === 'cancelled') return 'stopped'
  if (row.status === 'registered') return 'moving'
  if (live?.command !== 'register') return 'before'
  return live.state === 'unknown' ? 'unsure' : 'moving'
}

function toNumber(row: MigrationRow): MigrationView['number'] {
  if (row.phoneE164 === null) return null
  return {
    e164: row.phoneE164,
    display: displayNumber(row.phoneE164),
    country: row.country,
    lineType: row.lineType,
    displayName: row.displayName,
    sourcePhoneNumberId: row.sourcePhoneNumberId,
    phoneNumberId: row.phoneNumberId,
  }
}

const toAttempt = (row: MigrationRow, attempt: AttemptRow): AttemptView => ({
  command: attempt.command,
  state: attempt.state,
  startedAt: attempt.intentAt.toISOString(),
  endedAt: iso(attempt.endedAt),
  by: attempt.actorName,
  errorCode: attempt.errorCode,
  errorParams: attempt.errorParams ?? {},
  numberSame: isNumberSame(row, attempt),
  graph:
    attempt.graphCode === null && attempt.traceId === null
      ? null
      : {
          code: attempt.graphCode,
          subcode: attempt.graphSubcode,
          userText: attempt.graphUserText,
          traceId: attempt.traceId,
        },
})

/** Nothing but `register` moves a number, and of that only a look tells (ux.md, section 4). */
const isNumberSame = (row: MigrationRow, { command, state, negativeReads }: AttemptRow): boolean =>
  isBeforeMove(row.status) && (command !== 'register' || state === 'not_sent' || negativeReads > 0)

/** Only what came last still matters: after a later success an old refusal is history. */
function refusalOf(row: MigrationRow, history: readonly AttemptRow[]): AttemptView | null {
  const [last] = history
  return last !== undefined && last.errorCode !== null && !isLive(last.state) ? toAttempt(row, last) : null
}

async function meters(ctx: Context, row: MigrationRow): Promise<Meter[]> {
  const spent = await spentOnAll(ctx, row)
  return EFFECTS.map((command) => {
    const times = spent.get(command) ?? []
    const at = nextAllowed(command, times, ctx.now())
    return { command, ...meter(command, times, ctx.now()), nextAt: at > ctx.now() ? at.toISOString() : null }
  })
}
