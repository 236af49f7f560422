const MINUTE = 60_000

/** Longer than the two minutes at which an open page reads by itself; then longer and longer (contract 8.3). */
const GAPS = [3, 5, 8, 15, 30, 60].map((minutes) => minutes * MINUTE)
const LAST_GAP = 60 * MINUTE

/** When nobody has looked for so long, nobody waits. */
const WATCH_FOR = 14 * 24 * 60 * MINUTE

/** When to look after `count` looks since the last reason to; null: no more. */
export function nextLook(count: number, since: Date, now: Date): Date | null {
  if (now.getTime() - since.getTime() > WATCH_FOR) return null
  return new Date(now.getTime() + (GAPS[count] ?? LAST_GAP))
}
