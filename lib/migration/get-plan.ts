import 'server-only'
import { type CheckResult, evaluateChecks } from '@/lib/checks/evaluate'
import type { CheckView } from '@/lib/checks/kinds'
import { checkViews } from '@/lib/checks/views'
import { graphFor } from '@/lib/connections/graph-for'
import type { Context } from '@/lib/context'
import { isAppError } from '@/lib/errors/app-error'
import type { Preflight } from '@/lib/graph/client'
import { getMigration } from './get'
import { isBeforeMove } from './machine'
import { observed } from './observed'
import { type MovePlan, type PlanFacts, planOf } from './plan'
import { isConnected, isVerified } from './probe'
import { snapshotOfSource, toTemplateFact } from './read-snapshot'
import { type MigrationRow, ownMigration } from './rows'

/** The dry run: what would happen from here on. Reads Meta as the checks do, writes nothing there and nothing here. */
export async function getPlan(ctx: Context, id: string): Promise<MovePlan> {
  const [row, view] = await Promise.all([ownMigration(ctx, id), getMigration(ctx, id)])
  return planOf(view, isBeforeMove(row.status) ? await readFacts(ctx, row, view.checks) : null)
}

async function readFacts(ctx: Context, row: MigrationRow, known: readonly CheckView[]): Promise<PlanFacts | null> {
  if (row.destinationWabaId === null) return null
  const graph = await graphFor(ctx, row.connectionId).catch(tokenIsGone)
  if (graph === null) return null
  const preflight = await graph.client.preflight({
    sourceWabaId: row.sourceWabaId,
    destinationWabaId: row.destinationWabaId,
    sourcePhoneNumberId: row.sourcePhoneNumberId,
  })
  const readAt = ctx.now()
  const results = evaluateChecks({
    preflight,
    appId: graph.connection.appId,
    digits: row.phoneDigits,
    lineType: row.lineType,
    now: readAt,
  })
  return {
    readAt,
    checks: toViews(results, known, row.id, readAt),
    there: findThere(preflight, row),
    lapsed: observed(row, preflight.destinationNumbers, readAt).outcome === 'verification_lapsed',
    before: row.phoneDigits === null ? null : snapshotOfSource(preflight, row.phoneDigits, readAt),
    sourceTemplates: preflight.sourceTemplates?.ok ? preflight.sourceTemplates.value.map(toTemplateFact) : null,
    destinationTemplates: preflight.destinationTemplates.ok
      ? preflight.destinationTemplates.value.map(toTemplateFact)
      : null,
  }
}

/** Without a token there is still a plan, from what was read before. */
function tokenIsGone(error: unknown): null {
  if (isAppError(error) && error.code === 'token_stopped') return null
  throw error
}

/** A person's word stands while the answer is the same, as when the checks are stored. */
function toViews(results: readonly CheckResult[], known: readonly CheckView[], migrationId: string, readAt: Date) {
  const rows = results.map(({ kind, outcome, fact }) => {
    const said = known.find((check) => check.kind === kind && check.outcome === outcome)?.confirmed ?? null
    const confirmedAt = said === null ? null : new Date(said.at)
    return { migrationId, kind, outcome, fact, readAt, confirmedAt, confirmedBy: said?.by ?? null }
  })
  return checkViews(rows)
}

function findThere(preflight: Preflight, row: MigrationRow): PlanFacts['there'] {
  const list = preflight.destinationNumbers.ok ? preflight.destinationNumbers.value : []
  const number = list.find((candidate) => candidate.digits === row.phoneDigits)
  if (number === undefined) return null
  return { id: number.id, is: isConnected(number) ? 'connected' : isVerified(number) ? 'verified' : 'pending' }
}
