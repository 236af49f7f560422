import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import type { Context } from '@/lib/context'
import type { SealPlace } from '@/lib/crypto/seal'
import { events, proofs } from '@/lib/db/schema'
import type { AttemptRow, MigrationRow } from '@/lib/migration/rows'
import type { Said } from './view'

export type ProofRow = typeof proofs.$inferSelect

export async function proofOf(ctx: Context, migrationId: string): Promise<ProofRow | null> {
  const [row] = await ctx.db.select().from(proofs).where(eq(proofs.migrationId, migrationId))
  return row ?? null
}

/** With the migration's row locked, so that two webhooks at the same moment follow each other. */
export async function keepProof(ctx: Context, migrationId: string, patch: Partial<ProofRow>): Promise<void> {
  await ctx.db
    .insert(proofs)
    .values({ ...patch, migrationId })
    .onConflictDoUpdate({ target: proofs.migrationId, set: patch })
}

export const senderPlace = (row: Pick<MigrationRow, 'id' | 'customerId'>): SealPlace => ({
  table: 'proofs',
  row: row.id,
  column: 'sealed_sender',
  customerId: row.customerId,
})

/** `answer`: a text to whoever wrote. `out`: a template to a typed number. */
export type MessageKind = 'answer' | 'out'

/** Null: no message. */
export function kindOf({ command, subject }: AttemptRow): MessageKind | null {
  if (command !== 'send_test' || subject?.of !== 'message') return null
  return subject.template === null ? 'answer' : 'out'
}

export const referenceOf = ({ subject }: AttemptRow): string | null =>
  subject?.of === 'message' ? subject.reference : null

/** What was refused or never sent is said by the page of its own accord, and is no message. */
const NO_MESSAGE: readonly AttemptRow['state'][] = ['refused', 'not_sent', 'confirmed_not_done']

/** `history` is newest first. */
export const newestMessage = (history: readonly AttemptRow[], kind: MessageKind): AttemptRow | null =>
  history.find((attempt) => kindOf(attempt) === kind && !NO_MESSAGE.includes(attempt.state)) ?? null

/** Has a webhook spoken of this message? Then Meta took it, whatever became of its answer. False for every other call. */
export async function wasHeard(ctx: Context, attempt: AttemptRow): Promise<boolean> {
  const kind = kindOf(attempt)
  if (kind === null) return false
  const proof = await proofOf(ctx, attempt.migrationId)
  return proof?.[kind]?.reference === referenceOf(attempt)
}

/** Who said what became of a message whose answer was lost. */
export async function decidedOn(ctx: Context, attempt: AttemptRow): Promise<Said | null> {
  if (attempt.state !== 'human_done' && attempt.state !== 'human_not_done') return null
  const [event] = await ctx.db
    .select({ by: events.actorName, at: events.at })
    .from(events)
    .where(
      and(
        eq(events.migrationId, attempt.migrationId),
        eq(events.kind, 'person_decided'),
        sql`${events.data}->>'command' = 'send_test'`,
        sql`${events.at} >= ${attempt.intentAt}`,
      ),
    )
    .orderBy(events.seq)
    .limit(1)
  if (event === undefined) return null
  return { arrived: attempt.state === 'human_done', by: event.by, at: event.at.toISOString() }
}
