import type { CheckView } from '@/lib/checks/view'
import type { GuardView } from '@/lib/guard/view'

type Shown = Pick<CheckView, 'kind' | 'outcome' | 'sentence'> & { confirmed: unknown }

type Page = { checks: readonly Shown[]; guard: GuardView | null }

/** What a page shows beside its question, as one text: another one means that the page is old. */
export const shownDigest = ({ checks, guard }: Page): string =>
  [
    ...checks.map(({ kind, outcome, sentence, confirmed }) => [kind, outcome, sentence, confirmed !== null].join(' ')),
    ...(guard === null ? [] : [guard.ended, guard.lastLookAt, ...guard.findings.map(({ id, overAt }) => id + overAt)]),
  ].join()

/** Each check as it is said when it changes. */
export type SaidCheck = { kind: string; said: string }

/** The sentences of those that are not as they were. Checks that are new are no change: the page is being filled. */
export function changedChecks(before: readonly SaidCheck[], now: readonly SaidCheck[]): string[] {
  const known = new Map(before.map(({ kind, said }) => [kind, said]))
  return now.filter(({ kind, said }) => known.has(kind) && known.get(kind) !== said).map(({ said }) => said)
}
