import 'server-only'
import { and, desc, eq, ilike, inArray, like, or, type SQL, sql } from 'drizzle-orm'
import { visibleTo } from '@/lib/auth/rights'
import { isStuck } from '@/lib/callback/rows'
import { checkViews } from '@/lib/checks/views'
import type { Context } from '@/lib/context'
import { attempts, callbackOverrides, checks, connections, customers, gates, migrations } from '@/lib/db/schema'
import { withSnapshot } from '@/lib/db/transaction'
import { digitsOf } from '@/lib/phone/digits'
import { displayNumber } from '@/lib/phone/read-number'
import { toPosition } from './get'
import { currentStep } from './journey'
import { BESIDE } from './machine'
import { numberScope } from './rows'
import type { MigrationList, MigrationSummary } from './view'
import { waitsFor } from './waits-for'

export const FILTERS = ['open', 'moved', 'stopped'] as const
export type Filter = (typeof FILTERS)[number]

const PAGE = 100

const STATUSES_OF: Readonly<Record<Filter, SQL>> = {
  open: sql`${migrations.status} not in ('confirmed', 'cancelled')`,
  moved: sql`${migrations.status} = 'confirmed'`,
  stopped: sql`${migrations.status} = 'cancelled'`,
}

/** The newest hundred that match, with what each needs next. Search: any digits of the number, a name, a reference. */
export const listMigrations = (ctx: Context, query: Query): Promise<MigrationList> =>
  withSnapshot(ctx, (snapshot) => list(snapshot, query))

type Query = { q?: string | undefined; filter?: Filter | undefined }

async function list(ctx: Context, query: Query): Promise<MigrationList> {
  const mine = visibleTo(ctx, migrations.customerId)
  const where = and(mine, matching(query.q), query.filter === undefined ? undefined : STATUSES_OF[query.filter])
  const rows = await ctx.db
    .select({ row: migrations, customerName: customers.name, connectionKind: connections.kind })
    .from(migrations)
    .innerJoin(customers, eq(customers.id, migrations.customerId))
    .innerJoin(connections, eq(connections.id, migrations.connectionId))
    .where(where)
    .orderBy(desc(migrations.updatedAt))
    .limit(PAGE + 1)
  const page = rows.slice(0, PAGE)
  const ids = page.map(({ row }) => row.id)
  const live = await ctx.db
    .select()
    .from(attempts)
    .where(and(inArray(attempts.migrationId, ids), inArray(attempts.state, ['intent', 'armed', 'unknown'])))
  const checkRows = await ctx.db.select().from(checks).where(inArray(checks.migrationId, ids))
  const waits = await ctx.db
    .select()
    .from(gates)
    .where(
      inArray(
        gates.scope,
        page.map(({ row }) => numberScope(row)),
      ),
    )
  const stuck = await ctx.db
    .select({ migrationId: callbackOverrides.migrationId })
    .from(callbackOverrides)
    .where(and(inArray(callbackOverrides.migrationId, ids), isStuck))
  const counts = await countByFilter(ctx, mine)
  const now = ctx.now()
  const summaries = page.map(({ row, customerName }): MigrationSummary => {
    const attempt = live.find((candidate) => candidate.migrationId === row.id) ?? null
    const blocking = checkViews(checkRows.filter((check) => check.migrationId === row.id)).filter(
      (check) => check.blocking,
    )
    const wait = waits.find((gate) => gate.scope === numberScope(row) && gate.until > now)
    return {
      id: row.id,
      reference: row.reference,
      status: row.status,
      step: currentStep(toPosition(row, attempt)),
      practice: row.realm !== 'live',
      blockers: blocking.length,
      waitsFor: waitsFor(row.status, attempt, blocking, now),
      display: row.phoneE164 === null ? null : displayNumber(row.phoneE164),
      displayName: row.displayName,
      customerName,
      liveUnknown: attempt?.state === 'unknown' && !BESIDE.includes(attempt.command),
      callbackStuck: stuck.some(({ migrationId }) => migrationId === row.id),
      waitUntil: wait?.until.toISOString() ?? null,
      updatedAt: row.updatedAt.toISOString(),
    }
  })
  return { migrations: summaries, counts, more: rows.length > PAGE }
}

function matching(q: string | undefined): SQL | undefined {
  const text = q?.trim() ?? ''
  if (text === '') return undefined
  const digits = digitsOf(text).replace(/^0+/, '')
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`
  return or(
    digits.length >= 3 ? like(migrations.phoneDigits, `%${digits}%`) : undefined,
    ilike(migrations.reference, pattern),
    ilike(migrations.displayName, pattern),
    ilike(customers.name, pattern),
  )
}

async function countByFilter(ctx: Context, mine: SQL | undefined): Promise<Record<Filter, number>> {
  const [row] = await ctx.db
    .select({
      open: sql<number>`count(*) filter (where ${STATUSES_OF.open})`.mapWith(Number),
      moved: sql<number>`count(*) filter (where ${STATUSES_OF.moved})`.mapWith(Number),
      stopped: sql<number>`count(*) filter (where ${STATUSES_OF.stopped})`.mapWith(Number),
    })
    .from(migrations)
    .where(mine)
  return row ?? { open: 0, moved: 0, stopped: 0 }
}
