import type { AttemptRow } from './rows'

const WRONG: readonly (string | null)[] = ['code_incorrect', 'code_incorrect_again', 'code_stopped']

export const isWrongCode = (code: string | null): boolean => WRONG.includes(code)

/** Wrong codes since the last one was asked for. `history` is newest first. */
export function wrongTries(history: readonly AttemptRow[]): number {
  const asked = history.findIndex((attempt) => attempt.command === 'request_code' && attempt.state !== 'refused')
  const since = asked === -1 ? history : history.slice(0, asked)
  return since.filter((attempt) => attempt.command === 'verify_code' && isWrongCode(attempt.errorCode)).length
}
