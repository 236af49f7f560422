import type { CheckView } from '@/lib/checks/view'

type Shown = Pick<CheckView, 'kind' | 'outcome' | 'sentence'> & { confirmed: unknown }

/** What a page shows of the checks, as one text: another one means that the page is old. */
export const checkDigest = (checks: readonly Shown[]): string =>
  checks.map(({ kind, outcome, sentence, confirmed }) => [kind, outcome, sentence, confirmed !== null].join(' ')).join()

/** Each check as it is said when it changes. */
export type SaidCheck = { kind: string; said: string }

/** The sentences of those that are not as they were. Checks that are new are no change: the page is being filled. */
export function changedChecks(before: readonly SaidCheck[], now: readonly SaidCheck[]): string[] {
  const known = new Map(before.map(({ kind, said }) => [kind, said]))
  return now.filter(({ kind, said }) => known.has(kind) && known.get(kind) !== said).map(({ said }) => said)
}
