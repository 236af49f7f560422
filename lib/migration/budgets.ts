import type { Effect } from './machine'

const SECOND = 1000
const HOUR = 60 * 60 * SECOND

export type Budget = {
  /** At most `count` calls in any `window`. */
  limits: readonly { count: number; window: number }[]
  /** Time between one call and the next: the first gap, the second, and so on; the last one repeats. */
  gaps: readonly number[]
}

/**
 * Our own limits, below Meta's, so that nobody meets Meta's locks (reliability B.10). They are spent with the
 * intent, and a call whose outcome is unknown counts as spent.
 */
export const BUDGETS: Readonly<Record<Effect, Budget>> = {
  add_number: { limits: [{ count: 3, window: 24 * HOUR }], gaps: [] },
  request_code: {
    limits: [
      { count: 3, window: HOUR },
      { count: 5, window: 24 * HOUR },
    ],
    gaps: [60 * SECOND, 120 * SECOND, 300 * SECOND],
  },
  verify_code: { limits: [{ count: 10, window: 24 * HOUR }], gaps: [] },
  // Meta allows 10 in 72 h and then locks the number for 72 h; others may have used some.
  register: { limits: [{ count: 3, window: 72 * HOUR }], gaps: [] },
  subscribe_app: { limits: [{ count: 3, window: HOUR }], gaps: [] },
  // One call copies a hundred.
  copy_templates: { limits: [{ count: 6, window: HOUR }], gaps: [] },
  create_template: { limits: [{ count: 60, window: HOUR }], gaps: [] },
  restore_profile: { limits: [{ count: 3, window: HOUR }], gaps: [] },
  // Each may cost money and reaches a person.
  send_test: { limits: [{ count: 5, window: 24 * HOUR }], gaps: [] },
  override_callback: { limits: [{ count: 5, window: HOUR }], gaps: [] },
  // What was promised to be put back must not fail for want of room.
  restore_callback: { limits: [{ count: 20, window: HOUR }], gaps: [] },
}

export const LONGEST_WINDOW = 72 * HOUR

/** Wrong codes after which we stop asking Meta until a new code is sent. */
export const WRONG_CODES = 3

/**
 * When the next call of this kind is allowed, given when the earlier ones were (any order). A time at or
 * before `now` means now.
 */
export function nextAllowed(effect: Effect, spent: readonly Date[], now: Date): Date {
  const times = spent.map((date) => date.getTime()).sort((a, b) => a - b)
  const { limits, gaps } = BUDGETS[effect]
  const waits = limits.map(({ count, window }) => {
    const inWindow = times.filter((time) => time > now.getTime() - window)
    const oldest = inWindow[inWindow.length - count]
    return oldest === undefined ? now.getTime() : oldest + window
  })
  const last = times.at(-1)
  const recent = times.filter((time) => time > now.getTime() - HOUR).length
  const gap = gaps[Math.min(recent, gaps.length) - 1]
  if (last !== undefined && gap !== undefined) waits.push(last + gap)
  return new Date(Math.max(now.getTime(), ...waits))
}

/** For the meter people see: how many of the tightest limit are used. */
export function meter(effect: Effect, spent: readonly Date[], now: Date): { used: number; limit: number } {
  const { limits } = BUDGETS[effect]
  const states = limits.map(({ count, window }) => ({
    used: spent.filter((date) => date.getTime() > now.getTime() - window).length,
    limit: count,
  }))
  return states.sort((a, b) => a.limit - a.used - (b.limit - b.used))[0] ?? { used: 0, limit: 0 }
}
