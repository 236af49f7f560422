const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** From then on nothing is read any more. */
export const GUARD_FOR = 48 * HOUR

/** How old the move is at each look. The last one has half an hour in which a late sweep still finds it. */
export const LOOKS_AT: readonly number[] = [
  ...[5, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 4, 6, 12, 18, 24, 30, 36, 42, 47.5].map((hours) => hours * HOUR),
]

/** While something is wrong, people want to see it end. */
export const WHILE_WRONG = HOUR
/** After a look that Meta did not answer, or that could not be made. */
export const A_WHILE = 15 * MINUTE
/** After a press that may mend something: reads lag up to two minutes behind. */
export const AFTER_A_PRESS = 3 * MINUTE

export const guardUntil = (confirmedAt: Date): Date => new Date(confirmedAt.getTime() + GUARD_FOR)

/** The next look at a number that moved then; the end when there is none. After a long stop one look stands for all. */
export function nextGuardLook(confirmedAt: Date, now: Date, isWrong: boolean): Date {
  const age = now.getTime() - confirmedAt.getTime()
  const planned = confirmedAt.getTime() + (LOOKS_AT.find((at) => at > age) ?? GUARD_FOR)
  return new Date(isWrong ? Math.min(planned, now.getTime() + WHILE_WRONG) : planned)
}
