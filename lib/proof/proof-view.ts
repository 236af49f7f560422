import 'server-only'
import { overrideView } from '@/lib/callback/override-view'
import { hasAppSecretOfMove } from '@/lib/connections/app-secrets'
import type { Context } from '@/lib/context'
import { env } from '@/lib/env'
import type { AttemptRow, MigrationRow } from '@/lib/migration/rows'
import { decidedOn, type MessageKind, newestMessage, type ProofRow, proofOf, referenceOf } from './rows'
import type { ProofMessage, ProofView } from './view'
import { wordOf } from './word'

/** Only a number that has moved can be tried. */
export async function proofView(
  ctx: Context,
  row: MigrationRow,
  history: readonly AttemptRow[],
): Promise<ProofView | null> {
  if (row.status !== 'confirmed') return null
  const proof = await proofOf(ctx, row.id)
  const until = proof?.sealedSender ? proof.senderUntil : null
  return {
    word: wordOf(row.id),
    webhooks: await canHear(ctx, row),
    override: await overrideView(ctx, row.id, history),
    arrivedAt: proof?.arrivedAt?.toISOString() ?? null,
    answerUntil: until !== null && until > ctx.now() ? until.toISOString() : null,
    answer: await messageView(ctx, history, proof, 'answer'),
    out: await messageView(ctx, history, proof, 'out'),
    inSaid: proof?.inSaid ?? null,
    outSaid: proof?.outSaid ?? null,
  }
}

/** Without the secret of an app that listens, what Meta tells cannot be told from what anybody tells. */
async function canHear(ctx: Context, row: MigrationRow): Promise<boolean> {
  if (row.realm === 'live' && env().metaAppSecret !== undefined) return true
  return hasAppSecretOfMove(ctx, row)
}

async function messageView(
  ctx: Context,
  history: readonly AttemptRow[],
  proof: ProofRow | null,
  kind: MessageKind,
): Promise<ProofMessage | null> {
  const attempt = newestMessage(history, kind)
  if (attempt === null || attempt.subject?.of !== 'message') return null
  const kept = proof?.[kind] ?? null
  const fate = kept?.reference === referenceOf(attempt) ? kept : null
  return {
    template: attempt.subject.template,
    state: attempt.state,
    by: attempt.actorName,
    at: attempt.intentAt.toISOString(),
    sentAt: fate?.sentAt ?? null,
    deliveredAt: fate?.deliveredAt ?? null,
    readAt: fate?.readAt ?? null,
    failedAt: fate?.failedAt ?? null,
    error: fate?.error ?? null,
    decided: await decidedOn(ctx, attempt),
  }
}
