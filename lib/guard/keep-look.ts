import 'server-only'
import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Context } from '@/lib/context'
import { newId } from '@/lib/db/ids'
import { guardFindings, migrations } from '@/lib/db/schema'
import { withTransaction } from '@/lib/db/transaction'
import { appendEvent } from '@/lib/events/append'
import { lockMigration, type MigrationRow } from '@/lib/migration/rows'
import { addChangeNotices } from '@/lib/notices/add-changes'
import { type Change, changes } from './changes'
import { factsOfSnapshot, type GuardFacts, withLast } from './facts'
import { nextGuardLook } from './gaps'
import { byWeight, GUARD_RULES } from './kinds'

/** What one look showed, what follows from it, and who is told: all or nothing. */
export async function keepLook(outer: Context, migrationId: string, seen: GuardFacts, lookedAt: Date): Promise<void> {
  // What one look finds carries one time, by which it is told together.
  const at = outer.now()
  await withTransaction({ ...outer, now: () => at }, async (ctx) => {
    const row = await lockMigration(ctx, migrationId)
    // A look that began later may have been kept already: then this one is old.
    if (row.status !== 'confirmed' || (row.guardLookedAt !== null && row.guardLookedAt >= lookedAt)) return
    const last = row.guardFacts ?? (row.snapshotAfter === null ? null : factsOfSnapshot(row.snapshotAfter))
    const found = last === null ? [] : changes(last, seen)
    const bad: Finding[] = []
    for (const change of found) {
      if (change.turn === 'better') await keepBetter(ctx, row, change)
      else bad.push(...(await keepWorse(ctx, row, change)))
    }
    await ctx.db
      .update(migrations)
      .set({ guardFacts: last === null ? seen : withLast(seen, last), guardLookedAt: lookedAt })
      .where(eq(migrations.id, row.id))
    if (bad.length === 0) return
    await lookSoonAgain(ctx, row)
    await addChangeNotices(ctx, row, bad.sort(byWeight))
  })
}

type Finding = typeof guardFindings.$inferSelect

const openOf = ({ id }: MigrationRow, { kind, subject }: Change) =>
  and(
    eq(guardFindings.migrationId, id),
    eq(guardFindings.kind, kind),
    eq(guardFindings.subject, subject),
    isNull(guardFindings.overAt),
  )

async function keepWorse(ctx: Context, row: MigrationRow, change: Change): Promise<Finding[]> {
  const open = await ctx.db.select().from(guardFindings).where(openOf(row, change))
  const { from, to } = change.facts
  const takenBack = open.filter(({ facts }) => to !== undefined && facts.from === to && facts.to === from)
  if (takenBack.length > 0) {
    await close(ctx, row, takenBack)
    return []
  }
  // Said once: a list that lags behind may show the same again.
  if (open.some(({ facts }) => facts.to === to)) return []
  return keep(ctx, row, change, null)
}

async function keepBetter(ctx: Context, row: MigrationRow, change: Change): Promise<void> {
  const open = await ctx.db.select().from(guardFindings).where(openOf(row, change))
  if (open.length > 0) await close(ctx, row, open)
  else if (GUARD_RULES[change.kind].alone) await keep(ctx, row, change, ctx.now())
}

async function close(ctx: Context, row: MigrationRow, findings: readonly Finding[]): Promise<void> {
  const ids = findings.map(({ id }) => id)
  await ctx.db.update(guardFindings).set({ overAt: ctx.now() }).where(inArray(guardFindings.id, ids))
  for (const finding of findings) await record(ctx, row, { ...finding, turn: 'better' })
}

async function keep(ctx: Context, row: MigrationRow, change: Change, overAt: Date | null): Promise<Finding[]> {
  const { kind, subject, facts } = change
  const values = { id: newId(), migrationId: row.id, kind, subject, facts, at: ctx.now(), overAt }
  const kept = await ctx.db.insert(guardFindings).values(values).returning()
  await record(ctx, row, change)
  return kept
}

const record = (ctx: Context, row: MigrationRow, { kind, turn, facts }: Omit<Change, 'subject'>): Promise<void> =>
  appendEvent(ctx, {
    customerId: row.customerId,
    migrationId: row.id,
    kind: turn === 'worse' ? 'guard_worse' : 'guard_better',
    data: { ...facts, finding: kind },
  })

/** Never later than planned: Meta may have called meanwhile. */
async function lookSoonAgain(ctx: Context, row: MigrationRow): Promise<void> {
  if (row.confirmedAt === null || row.guardAt === null) return
  const soon = nextGuardLook(row.confirmedAt, ctx.now(), true)
  if (soon >= row.guardAt) return
  await ctx.db.update(migrations).set({ guardAt: soon }).where(eq(migrations.id, row.id))
}
